import { parseJson } from "../text/json.js";
import type { Document } from "../text/document.js";
import { parseYaml } from "../text/yaml.js";
import { unreadManaged } from "../sources/pieces.js";
import type { TextFile } from "./environment.js";
import { refuse } from "./refuse.js";

import { terraform } from "./terraform-files.js";

export type Files = ReturnType<typeof filesRead>;

/** The text of a document: plain data as the JSON that it would be written as. */
export const textOf = ({ content }: TextFile): string => typeof content === "string" ? content : JSON.stringify(content, undefined, 2);

/** Reads documents that were handed in, each once, by its path; those that have another text in `texts` with that. */
export function filesRead(texts: ReadonlyMap<string, string>) {
  const documents = new Map<string, Document>();
  const contents = new Map<string, TextFile["content"]>();
  /** A policy is JSON whatever its path is; any other language is told by the path's ending, else by the look of the text. */
  const document = ({ path, content }: TextFile, language: "json" | "any"): Document => {
    const known = documents.get(path);
    if (known !== undefined && contents.get(path) !== content) return refuse(`two documents have the path \`${path}\``);
    const text = texts.get(path) ?? textOf({ path, content });
    const read: Document = known ?? (typeof content === "string" || /\.tf\.json$/.test(path) ? parserFor(path, text, language) : parseJson)(path, text);
    documents.set(path, read);
    contents.set(path, content);
    return read;
  };
  return {
    documents, document,
    policy: (file: TextFile | string, pointer: string) => typeof file === "string" ? unreadManaged(file, { artifact: "gluelint.json", pointer }) : document(file, "json"),
  };
}

function parserFor(path: string, text: string, language: "json" | "any"): (path: string, text: string) => Document {
  if (language === "any" && /\.(tf|tofu|tfvars)(\.json)?$/.test(path)) return terraform.parse;
  const isYaml = /\.ya?ml$/.test(path) || !(path.endsWith(".json") || /^\uFEFF?\s*[[{]/.test(text));
  return language === "any" && isYaml ? parseYaml : parseJson;
}
