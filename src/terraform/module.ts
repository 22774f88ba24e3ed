import type { Given } from "../templates/given.js";
import { textOf } from "../templates/values.js";
import type { MapNode, Node } from "../text/node.js";
import { argumentsOf, attributeOf } from "./blocks.js";
import { evaluated } from "./evaluate.js";
import { pathIn } from "./file-functions.js";
import { withIdentity } from "./identity.js";
import { instancesOf, type Instance, type Instances } from "./instances.js";
import { blocksIn } from "./overriding.js";
import { argumentsBy, givenBy, givenIn, providerName, toldByProvider, type Told } from "./provider.js";
import { remembered } from "./remembered.js";
import type { Effort, Files, Module, Scope } from "./scope.js";
import type { Block, HclDocument, Place } from "./syntax.js";
import { together } from "./together.js";
import { isNull, mapAt, unknownAt } from "./value.js";
import { worth } from "./worth.js";
import { givenValue, withDefaults } from "./variables.js";

/** The files of one folder, which are one module. */
export interface Folder {
  readonly path: string;
  readonly documents: readonly HclDocument[];
  /** `terraform.tfvars` and its like, in the order in which they count. */
  readonly values: readonly HclDocument[];
}

/** All that is at hand of Terraform's files. */
export interface Workspace {
  readonly folders: ReadonlyMap<string, Folder>;
  readonly files: Files;
  /** The folder of a module that was fetched: for the folder that fetched it and the module's name, as in `lake.raw`. */
  readonly fetched: (root: string, name: string) => string | undefined;
}

/** A resource that a module makes, or may make. */
export interface Resource {
  readonly type: string;
  readonly address: string;
  /** Its arguments and attributes. */
  readonly node: MapNode;
  /** The header of its block. */
  readonly location: Place;
  /** What nobody knows whether it holds, and on which the resource is there. */
  readonly perhaps: readonly NonNullable<Instance["perhaps"]>[];
  /** Where its provider works. */
  readonly told: Told;
}

/** A call of a module whose text is not here. */
export interface UnreadCall {
  readonly address: string;
  readonly arguments: MapNode;
  readonly place: Place;
}

export interface Loaded {
  readonly outputs: (place: Place) => MapNode;
  /** Those that it declares with `resource`, and those of the modules that it calls. */
  readonly resources: (isWanted: (type: string) => boolean) => readonly Resource[];
  readonly unread: () => readonly UnreadCall[];
  /** Where its provider works. */
  readonly told: () => Told;
}

interface Circumstances {
  readonly workspace: Workspace;
  readonly given: Given;
  /** What is given where a configuration of the provider is at work that the call hands in; undefined for one that it does not. */
  readonly handed: (provider: string) => Given | undefined;
  readonly effort: Effort;
  readonly root: string;
  readonly address: string;
  /** The names of the modules on the way here. */
  readonly names: readonly string[];
  /** What the call says of variables; undefined for the module that nothing calls. */
  readonly arguments: MapNode | undefined;
  readonly perhaps: Resource["perhaps"];
}

/** A module that nothing calls, with all that it calls, where its provider says. */
export function rootModule(folder: Folder, workspace: Workspace, given: Given): Loaded {
  const from = (known: Given) => moduleFrom(folder, { workspace, given: known, handed: () => undefined, effort: { depth: 0, spent: 0 }, root: folder.path, address: "", names: [], arguments: undefined, perhaps: [] });
  return from(givenBy(given, from(given).told()));
}

function moduleFrom(folder: Folder, { workspace, given, handed, effort, root, address, names, arguments: written, perhaps }: Circumstances): Loaded {
  const blocks = blocksIn(folder.documents);
  const id = `${root} ${address}`;
  const declared = (type: string) => new Map(blocks.filter((block) => block.type === type).map((block) => [block.labels[0] ?? "", block]));
  const [variables, outputs, calls] = [declared("variable"), declared("output"), declared("module")];
  const locals = new Map(blocks.filter(({ type }) => type === "locals").flatMap(({ body }) => body.attributes.map(({ name, value }) => [name, value] as const)));
  const resources = new Map(blocks.filter(({ type, labels }) => (type === "resource" || type === "data") && labels.length === 2).map((block) => [[block.type, ...block.labels].join("."), block]));

  const providers = remembered((name: string): Given => {
    const configured = argumentsBy(blocks, scope);
    return handed(name) ?? (name === "aws" ? given : givenIn(given, configured.get("aws"), configured.get(name), name, id));
  });
  const at = (provider: ReturnType<typeof attributeOf>): Given => { const name = providerName(provider) ?? "aws"; return providers(name) ?? givenIn(given, undefined, undefined, name, id); };
  const variable = remembered((name): Node | undefined => {
    const block = variables.get(name);
    if (block === undefined) return undefined;
    const fallback = attributeOf(block.body, "default");
    const value = written ? written.entries.find(({ key }) => key === name)?.value : givenValue(name, block, folder.values, given, scope);
    const known = value !== undefined && !isNull(value) ? value : fallback && evaluated(fallback, scope);
    const type = attributeOf(block.body, "type");
    return known ? withDefaults(known, type, scope) : value ?? unknownAt(block.location, `var.${name}`, id);
  });
  const instances = remembered((key): { readonly instances: Instances; readonly nodes: readonly MapNode[]; readonly told: Told } | undefined => {
    const block = resources.get(key);
    if (block === undefined) return undefined;
    const [type = "", name = ""] = block.labels;
    const short = `${block.type === "data" ? "data." : ""}${type}.${name}`;
    const all = instancesOf(block.body, scope, `${address}${short}`);
    const told = at(attributeOf(block.body, "provider"));
    return { instances: all, told, nodes: all.all.map((instance) => {
      const inner: Scope = { module, names: instance.names };
      const full = `${address}${short}${instance.suffix}`;
      return withIdentity({ mode: block.type === "data" ? "data" : "resource", type, address: full, id: root, given: told, arguments: argumentsOf(block.body, inner, block.location) }, block.location);
    }) };
  });
  const called = remembered((name): Called | undefined => {
    const block = calls.get(name);
    if (block === undefined) return undefined;
    const all = instancesOf(block.body, scope, `${address}module.${name}`);
    const source = attributeOf(block.body, "source");
    const path = names.length > deepestModules ? undefined : folderOf(source, [...names, name]);
    const target = path === undefined ? undefined : workspace.folders.get(path);
    const handing = attributeOf(block.body, "providers");
    const inside = new Map(handing?.kind === "object" ? handing.entries.flatMap(({ key, value }) => { const name = providerName(key); return name === undefined ? [] : [[name, at(value)] as const]; }) : []);
    return { block, instances: all, all: all.all.map((instance) => {
      const own = argumentsOf(block.body, { module, names: instance.names }, block.location);
      const full = `${address}module.${name}${instance.suffix}`;
      if (target === undefined) return { unread: { address: full, arguments: own, place: block.location } };
      return { loaded: moduleFrom(target, { workspace, given: inside.get("aws") ?? given, handed: (provider) => inside.get(provider), effort, root, address: `${full}.`, names: [...names, name], arguments: own, perhaps: [...perhaps, ...(instance.perhaps ? [instance.perhaps] : [])] }) };
    }) };
  });
  const folderOf = (source: ReturnType<typeof attributeOf>, path: readonly string[]) => {
    const text = source && textOf(evaluated(source, scope));
    return text !== undefined && /^\.\.?\//.test(text) ? pathIn(text, folder.path) : workspace.fetched(root, path.join("."));
  };
  const module: Module = {
    address, folder: folder.path, root, id, given, files: workspace.files, effort, worth,
    variable: (name, place) => variable(name) ?? (variables.has(name) ? unknownAt(place, `var.${name}`, id) : undefined),
    local: remembered((name): Node | undefined => {
      const value = locals.get(name);
      return value && evaluated(value, scope);
    }),
    resource(mode, type, name, place) {
      const known = instances([mode, type, name].join("."));
      const short = `${mode === "data" ? "data." : ""}${type}.${name}`;
      return known ? together(known.instances, known.nodes, place, short, id) : unknownAt(place, short, id);
    },
    call(name, place) {
      const known = called(name);
      const outputsOf = (part: Called["all"][number]) => part.loaded ? part.loaded.outputs(place) : { ...mapAt(place, []), tag: `resource ${part.unread.address} ${root}` };
      return known ? together(known.instances, known.all.map(outputsOf), place, `module.${name}`, id) : unknownAt(place, `module.${name}`, id);
    },
  };
  const scope: Scope = { module, names: new Map() };

  const loaded = () => [...calls.keys()].flatMap((name) => called(name)?.all ?? []);
  const outputOf = remembered((name): Node | undefined => {
    const value = outputs.get(name);
    const expression = value && attributeOf(value.body, "value");
    return expression && evaluated(expression, scope);
  });
  return {
    outputs: (place) => ({ ...mapAt(place, [...outputs.keys()].flatMap((name): readonly (readonly [string, Node])[] => { const value = outputOf(name); return value ? [[name, value]] : []; })), tag: `resource ${address.replace(/\.$/, "")} ${root}` }),
    resources: (isWanted) => [
      ...[...resources].flatMap(([key, block]): readonly Resource[] => {
        const [type = ""] = block.labels;
        if (block.type !== "resource" || !isWanted(type)) return [];
        const known = instances(key);
        return known ? known.nodes.map((node, i): Resource => { const instance = known.instances.all[i]; return { type, address: `${address}${block.labels.join(".")}${instance?.suffix ?? ""}`, node, location: block.location, told: known.told, perhaps: [...perhaps, ...(instance?.perhaps ? [instance.perhaps] : [])] }; }) : [];
      }),
      ...loaded().flatMap((part) => part.loaded?.resources(isWanted) ?? []),
    ],
    told: () => toldByProvider(blocks, scope),
    unread: () => loaded().flatMap((part) => part.loaded ? part.loaded.unread() : [part.unread]),
  };
}

interface Called {
  readonly block: Block;
  readonly instances: Instances;
  readonly all: readonly ({ readonly loaded: Loaded; readonly unread?: undefined } | { readonly loaded?: undefined; readonly unread: UnreadCall })[];
}

/** Modules inside each other; people have three. */
const deepestModules = 20;
