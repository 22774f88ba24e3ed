import { addressOf } from "./address.js";
import { pathIn } from "./file-functions.js";
import { keyText } from "./key-text.js";
import type { Folder, Workspace } from "./module.js";
import { blocksIn } from "./overriding.js";
import type { Declaration } from "./plan.js";
import type { Block } from "./syntax.js";

/** Where the files of a module, and of those that it calls, declare the resource with an address. */
export function declarationIn(root: Folder, workspace: Workspace, address: string): Declaration | undefined {
  const { modules, resource } = addressOf(address);
  const folder = modules.reduce<Folder | undefined>((outer, { name }, i) => {
    const call = outer && blocksOf(outer).find(({ type, labels }) => type === "module" && labels[0] === name);
    const source = call?.body.attributes.find((attribute) => attribute.name === "source")?.value;
    const text = source && keyText(source);
    const path = outer && text !== undefined && /^\.\.?\//.test(text) ? pathIn(text, outer.path) : workspace.fetched(root.path, modules.slice(0, i + 1).map((module) => module.name).join("."));
    return path === undefined ? undefined : workspace.folders.get(path);
  }, root);
  const block = folder && blocksOf(folder).find(({ type, labels }) => (type === "resource" || type === "data") && `${type === "data" ? "data." : ""}${labels.join(".")}` === resource);
  return block && { location: block.location, arguments: new Map(block.body.attributes.map(({ name, value }) => [name, value.location])) };
}

const blocksOf = ({ documents }: Folder): readonly Block[] => blocksIn(documents);
