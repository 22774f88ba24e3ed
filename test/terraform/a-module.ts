import { nothingGiven, type Given } from "../../src/templates/given.js";
import { rootModule, type Folder, type Loaded, type Workspace } from "../../src/terraform/module.js";
import { pathIn } from "../../src/terraform/file-functions.js";
import { parseTerraform } from "../../src/terraform/read.js";
import type { HclDocument } from "../../src/terraform/syntax.js";
import { wholeTemplate } from "../../src/terraform/whole.js";
import type { Document } from "../../src/text/document.js";
import { propertyOf, valueOf, type Node } from "../../src/text/node.js";
import { readable } from "../../src/text/unknown.js";

export type Files = Readonly<Record<string, string>>;

/** The folders that some files make up, by their paths. */
export function workspaceOf(files: Files): Workspace & { readonly documents: readonly HclDocument[] } {
  const documents = Object.entries(files).filter(([path]) => /\.(tf|tfvars)(\.json)?$/.test(path)).map(([path, text]) => parseTerraform(path, text));
  const folders = new Map<string, Folder>();
  for (const document of documents) {
    const path = document.artifact.includes("/") ? document.artifact.replace(/\/[^/]*$/, "") : "";
    const folder = folders.get(path) ?? { path, documents: [], values: [] };
    const isValues = document.artifact.includes(".tfvars");
    folders.set(path, { ...folder, ...(isValues ? { values: [...folder.values, document] } : { documents: [...folder.documents, document] }) });
  }
  const read = (path: string): Document | undefined => { const text = files[pathIn(path)]; return text === undefined ? undefined : { artifact: path, text, root: undefined, faults: [] }; };
  return { documents, folders, fetched: () => undefined, files: { read, template: (path) => { const file = read(path); return file && wholeTemplate(path, file.text); } } };
}

export function loaded(files: Files, given: Partial<Given> = {}, root = ""): Loaded {
  const workspace = workspaceOf(files);
  return rootModule(workspace.folders.get(root) ?? { path: root, documents: [], values: [] }, workspace, { ...nothingGiven, ...given });
}

/** An output of a module. */
export function outputNode(files: Files, name: string, given: Partial<Given> = {}): Node | undefined {
  return propertyOf(loaded(files, given).outputs({ artifact: "", pointer: "", span: { start: 0, end: 0 } }), name);
}

/** An output of a module as a person would write it down. */
export function outputOf(files: Files, name: string, given: Partial<Given> = {}): unknown {
  const node = outputNode(files, name, given);
  return node && JSON.parse(JSON.stringify(valueOf(node)), (_, value: unknown) => typeof value === "string" ? readable(value) : value);
}

/** What an expression gives in a module. */
export const worth = (expression: string, around = "", given: Partial<Given> = {}): unknown => outputOf({ "main.tf": `${around}\noutput "it" {\n  value = ${expression}\n}\n` }, "it", given);
