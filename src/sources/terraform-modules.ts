import { spellingOf } from "./classify.js";
import { together } from "./pieces.js";
import { piecesOfPlan, piecesOfTerraform, toldByTerraform } from "./terraform.js";
import type { TerraformPieces } from "./with-pieces.js";
import { declarationIn } from "../terraform/declaration.js";
import { pathIn } from "../terraform/file-functions.js";
import { hangingTogether } from "../terraform/hanging-together.js";
import { keyText } from "../terraform/key-text.js";
import type { Folder, Workspace } from "../terraform/module.js";
import { blocksIn } from "../terraform/overriding.js";
import { toldByPlan } from "../terraform/provider.js";
import { parseTerraform } from "../terraform/read.js";
import { isHcl, type HclDocument } from "../terraform/syntax.js";
import { wholeTemplate } from "../terraform/whole.js";
import type { Document } from "../text/document.js";
import { parseJson } from "../text/json.js";
import { itemsOf, propertyOf, stringOf } from "../text/node.js";

/** The files that there are beside those that were named. */
export interface Disk {
  /** Undefined where there is no such file, or none that can be read. */
  readonly textAt: (path: string) => string | undefined;
  /** The names in a folder, in order. */
  readonly namesIn: (folder: string) => readonly string[];
}

/**
 * The modules that the documents belong to, with all their files, and the modules that these call; and the plans among the
 * documents, whose resources are declared in the folder `source` if it is said.
 */
export function terraformFrom(documents: readonly Document[], source: string | undefined, { textAt, namesIn }: Disk): TerraformPieces {
  const read = new Map<string, Document>();
  const given = new Map(documents.filter(isHcl).map((document) => [document.artifact, document]));
  const folders = new Map<string, Folder>();
  const called = new Set<string>();
  const fetched = new Map<string, ReadonlyMap<string, string>>();
  const fileOf = (path: string): Document | undefined => {
    const text = read.get(path)?.text ?? textAt(path);
    const document = text === undefined ? undefined : read.get(path) ?? { artifact: path, text, root: undefined, faults: [] };
    if (document) read.set(path, document);
    return document;
  };
  const hclOf = (path: string): readonly HclDocument[] => {
    const known = given.get(path);
    const text = known ? undefined : textAt(path);
    const document = known ?? (text === undefined ? undefined : parseTerraform(path, text));
    if (document) read.set(path, document);
    return document ? [document] : [];
  };
  const load = (path: string) => {
    if (folders.has(path)) return;
    const names = namesIn(path).map((name) => path === "" ? name : `${path}/${name}`);
    const folder: Folder = { path, documents: names.filter((name) => isModuleFile(name)).flatMap(hclOf), values: valueFiles(names).flatMap(hclOf) };
    folders.set(path, folder);
    for (const source of sourcesIn(folder)) callOf(pathIn(source, path));
  };
  const callOf = (path: string) => {
    called.add(path);
    load(path);
  };
  const starts = [...new Set([...given.keys()].filter(isModuleFile).map(folderOf))];
  for (const start of [...starts, ...(source === undefined ? [] : [source])]) {
    load(start);
    fetched.set(start, fetchedBy(start, textAt));
    fetched.get(start)?.forEach(callOf);
  }
  const workspace: Workspace = { folders, fetched: (root, name) => fetched.get(root)?.get(name), files: { read: fileOf, template: (path) => { const file = fileOf(path); return file && wholeTemplate(file.artifact, file.text); } } };
  const from = source === undefined ? undefined : folders.get(source);
  const declared = (address: string) => from && declarationIn(from, workspace, address);
  const tops = starts.filter((path) => !called.has(path));
  const roots = (tops.length > 0 ? tops : starts).flatMap((path) => folders.get(path) ?? []);
  const whole = roots.filter((root) => !isBroken(root, folders, new Set()));
  const named = documents.filter((document) => spellingOf(document).kind === "terraformPlan");
  const plans = named.filter(({ faults }) => faults.length === 0);
  return {
    documents: () => read,
    modules: [...folders.values()].flatMap((folder) => [...folder.documents, ...folder.values]),
    alongWith(files) {
      const own = [...folders.values()].filter((folder) => filesIn(folder).some((file) => files.includes(file)) || (folder === from && named.some(({ artifact }) => files.includes(artifact))));
      const calls = new Map([...folders.values()].map((folder) => [folder.path, [...sourcesIn(folder).map((each) => pathIn(each, folder.path)), ...fetched.get(folder.path)?.values() ?? []]]));
      return [...hangingTogether(own.map(({ path }) => path), calls)].flatMap((path) => filesIn(folders.get(path)));
    },
    pieces: (known) => together([...plans.map((document) => piecesOfPlan(document, known, declared)), piecesOfTerraform(whole, workspace, known)]),
    told: (known) => [...plans.map(({ root }) => toldByPlan(root)), ...toldByTerraform(whole, workspace, known)],
  };
}

const filesIn = (folder: Folder | undefined): readonly string[] => folder ? [...folder.documents, ...folder.values].map(({ artifact }) => artifact) : [];

/** The folder of a file; empty for the working directory. */
export const folderOf = (path: string) => path.includes("/") ? path.replace(/\/[^/]*$/, "") : "";
const isModuleFile = (path: string) => /\.(tf|tofu)(\.json)?$/.test(path);

/** In the order in which they count. Source: https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence */
const valueFiles = (paths: readonly string[]) => [...paths.filter((path) => /(^|\/)terraform\.tfvars$/.test(path)), ...paths.filter((path) => /(^|\/)terraform\.tfvars\.json$/.test(path)), ...paths.filter((path) => /\.auto\.tfvars(\.json)?$/.test(path))];

/** The paths of the modules that lie beside it and that it calls. */
function sourcesIn({ documents }: Folder): readonly string[] {
  return blocksIn(documents).filter(({ type }) => type === "module").flatMap(({ body }) => {
    const source = body.attributes.find(({ name }) => name === "source")?.value;
    const text = source && keyText(source);
    return text !== undefined && /^\.\.?\//.test(text) ? [text] : [];
  });
}

/** What cannot be read may say anything about all the others, so of such a module nothing is taken. */
function isBroken(folder: Folder, folders: ReadonlyMap<string, Folder>, seen: Set<string>): boolean {
  if (seen.has(folder.path)) return false;
  seen.add(folder.path);
  if ([...folder.documents, ...folder.values].some(({ faults }) => faults.length > 0)) return true;
  return sourcesIn(folder).some((source) => { const other = folders.get(pathIn(source, folder.path)); return other !== undefined && isBroken(other, folders, seen); });
}

/** What `terraform init` fetched, by the name of the module. */
function fetchedBy(root: string, textAt: Disk["textAt"]): ReadonlyMap<string, string> {
  const path = pathIn(".terraform/modules/modules.json", root);
  const text = textAt(path);
  const modules = text === undefined ? [] : itemsOf(propertyOf(parseJson(path, text).root, "Modules"));
  return new Map(modules.flatMap((module): readonly (readonly [string, string])[] => {
    const [key, folder] = [stringOf(propertyOf(module, "Key")), stringOf(propertyOf(module, "Dir"))];
    return key === undefined || key === "" || folder === undefined ? [] : [[key, pathIn(folder, root)]];
  }));
}
