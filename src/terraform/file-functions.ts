import { textOf } from "../templates/values.js";
import type { Document } from "../text/document.js";
import type { Node } from "../text/node.js";
import { withoutUnknowns } from "../text/unknown.js";
import type { Scope } from "./scope.js";
import type { Place } from "./syntax.js";
import { templateText } from "./template-text.js";
import { isKnown, scalarAt, type TextNode } from "./value.js";

/** What `file` and `templatefile` give: a text with its places in that file. Undefined where nobody knows. */
export function called(name: string, given: readonly Node[], place: Place, scope: Scope): Node | undefined {
  const [path, variables] = given;
  const text = path && isKnown(path) ? textOf(path) : undefined;
  if (text === undefined) return undefined;
  const { files } = scope.module;
  const found = pathIn(text);
  switch (name) {
    case "file": { const document = files.read(found); return document && wholeText(document); }
    case "fileexists": return files.read(found) ? scalarAt(place, true) : undefined;
    case "templatefile": {
      const template = files.template(found);
      return template && templateText(template, { ...scope, names: new Map(variables?.kind === "map" ? variables.entries.map(({ key, value }) => [key, value]) : []) });
    }
    default: return undefined;
  }
}

/** A path in a folder, without `.` and `..` inside. */
export function pathIn(path: string, folder = ""): string {
  if (folder !== "") return pathIn(`${folder}/${path}`);
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (part !== "." && (part !== "" || parts.length === 0)) parts.push(part);
  }
  return parts.join("/");
}

function wholeText({ artifact, text }: Document): TextNode {
  const span = { start: 0, end: text.length };
  const known = withoutUnknowns(text);
  return { kind: "scalar", location: { artifact, pointer: "", span }, span, value: known, source: known, runs: [{ text: known, span, exact: true }] };
}
