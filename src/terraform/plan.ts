import type { Given } from "../templates/given.js";
import { textOf } from "../templates/values.js";
import type { Document } from "../text/document.js";
import { unescaped } from "../text/embedded.js";
import { itemsOf, propertyOf, stringOf, type Entry, type MapNode, type Node } from "../text/node.js";
import { withoutModuleKeys } from "./address.js";
import { withIdentity } from "./identity.js";
import type { Resource } from "./module.js";
import { isUnwritten, providerKeyOf, referenceIn, type Configuration } from "./plan-references.js";
import { argumentsInPlan, givenBy, givenIn, toldByPlan } from "./provider.js";
import { remembered } from "./remembered.js";
import type { Place } from "./syntax.js";
import { isNull, listAt, mapAt, unknownAt, type TextNode } from "./value.js";

/** Where a resource is declared: of its block the header, and its arguments by name. */
export interface Declaration {
  readonly location: Place;
  readonly arguments: ReadonlyMap<string, Place>;
}

/** The resources of a plan, as they will be. What is known only after the plan is applied is unknown; what refers to another resource is what that gives, as far as it is known. */
export function resourcesOfPlan({ artifact, root }: Document, said: Given, declared: (address: string) => Declaration | undefined): readonly Resource[] {
  const given = givenBy(said, toldByPlan(root));
  const planned = resourcesIn(propertyOf(propertyOf(root, "planned_values") ?? propertyOf(root, "values"), "root_module"));
  const read = resourcesIn(propertyOf(propertyOf(propertyOf(root, "prior_state"), "values"), "root_module")).filter((resource) => textOf(propertyOf(resource, "mode")) === "data");
  const all = new Map([...read, ...planned].map((resource) => [stringOf(propertyOf(resource, "address")) ?? "", resource]));
  const changes = new Map(itemsOf(propertyOf(root, "resource_changes")).map((change) => [stringOf(propertyOf(change, "address")) ?? "", propertyOf(propertyOf(change, "change"), "after_unknown")]));
  const configuration: Configuration = { root: propertyOf(propertyOf(root, "configuration"), "root_module"), attribute: (address, name) => { const node = nodes(address); return node && propertyOf(node, name); } };

  // What a module hands on, a plan tells by the name that it has there.
  const givenAt = (address: string): Given => {
    const key = providerKeyOf(configuration, address) ?? "aws";
    const name = key.replace(/^.*:/, "");
    return name.startsWith("aws.") ? givenIn(given, argumentsInPlan(root, "aws"), isConfigured(root, key) ? argumentsInPlan(root, key) : undefined, name, artifact) : given;
  };
  const nodes = remembered((address): MapNode | undefined => {
    const resource = all.get(address);
    const values = propertyOf(resource, "values");
    if (resource === undefined || values?.kind !== "map") return undefined;
    const declaration = declared(address);
    const unknown = changes.get(address);
    const place: Place = declaration?.location ?? { ...values.location, span: values.span };
    const keys = new Set([...values.entries.map(({ key }) => key), ...(unknown?.kind === "map" ? unknown.entries.map(({ key }) => key) : [])]);
    const entries = [...keys].flatMap((key): readonly Entry[] => {
      const at: Place = declaration?.arguments.get(key) ?? place;
      if (isWhollyUnknown(propertyOf(unknown, key)) && isUnwritten(configuration, address, key)) return [];
      const refer = (...inside: readonly (string | number)[]) => referenceIn(configuration, address, key, ...inside);
      const value = filled(withoutNulls(propertyOf(values, key)), propertyOf(unknown, key), `${address}.${key}`, artifact, at, refer);
      const known = value && isWhollyUnknown(propertyOf(unknown, key)) ? refer() ?? value : value;
      return known === undefined || isNull(known) ? [] : [{ key, keySpan: values.entries.find((entry) => entry.key === key)?.keySpan ?? at.span, value: known !== value ? known.kind === "scalar" ? movedTo(at, known) : known : declaration ? movedTo(at, known) : exactly(known) }];
    });
    const mode = textOf(propertyOf(resource, "mode")) === "data" ? "data" : "resource";
    // An attribute that will be known once it is there is the one that the resource's name tells, if it does.
    const own = entries.filter(({ key }) => !(isWhollyUnknown(propertyOf(unknown, key)) && referenceIn(configuration, address, key) === undefined && ["id", "arn", "name", "bucket", "key_id", "json", "minified_json"].includes(key)));
    return withIdentity({ mode, type: textOf(propertyOf(resource, "type")) ?? "", address, id: artifact, given: givenAt(address), arguments: { ...mapAt(place, []), entries: own } }, place);
  });

  return [...all].flatMap(([address, resource]): readonly Resource[] => {
    const node = nodes(address);
    if (node === undefined || textOf(propertyOf(resource, "mode")) === "data") return [];
    return [{ type: textOf(propertyOf(resource, "type")) ?? "", address, node, location: { ...node.location, span: node.span }, perhaps: [], told: givenAt(address) }];
  });
}

const isConfigured = (root: Node | undefined, key: string) => propertyOf(propertyOf(propertyOf(root, "configuration"), "provider_config"), key) !== undefined;

function resourcesIn(module: Node | undefined): readonly Node[] {
  return [...itemsOf(propertyOf(module, "resources")), ...itemsOf(propertyOf(module, "child_modules")).flatMap(resourcesIn)];
}

/** What a plan says is null nobody wrote. */
function withoutNulls(node: Node | undefined): Node | undefined {
  switch (node?.kind) {
    case "list": return { ...node, items: node.items.map((item) => withoutNulls(item) ?? item) };
    case "map": return { ...node, entries: node.entries.flatMap((entry) => { const value = withoutNulls(entry.value); return value === undefined || isNull(value) ? [] : [{ ...entry, value }]; }) };
    default: return node;
  }
}

const isWhollyUnknown = (unknown: Node | undefined) => unknown?.kind === "scalar" && unknown.value === true;

/** What stands at a place inside an argument for something else. */
type Refer = (...inside: readonly (string | number)[]) => Node | undefined;

/** The value with what nobody knows before the plan is applied, but for what refers to something that is known. */
function filled(value: Node | undefined, unknown: Node | undefined, name: string, artifact: string, place: Place, refer: Refer): Node | undefined {
  if (isWhollyUnknown(unknown)) return unknownAt(value ? { ...value.location, span: value.span } : place, withoutModuleKeys(name), `${artifact} ${name}`);
  const within = (part: Node | undefined, itsUnknown: Node | undefined, called: string, key: string | number) => {
    const inner: Refer = (...inside) => refer(key, ...inside);
    const known = isWhollyUnknown(itsUnknown) ? inner() : undefined;
    return known?.kind === "scalar" ? movedTo(part ? { ...part.location, span: part.span } : place, known) : filled(part, itsUnknown, called, artifact, place, inner);
  };
  if (unknown?.kind === "list") {
    const items = value?.kind === "list" ? value.items : [];
    return listAt(value ? { ...value.location, span: value.span } : place, Array.from({ length: Math.max(items.length, unknown.items.length) }, (_, i) => within(items[i], unknown.items[i], `${name}[${i}]`, i) ?? mapAt(place, [])));
  }
  if (unknown?.kind !== "map" || (value !== undefined && value.kind !== "map")) return value;
  const own = value?.entries ?? [];
  const others = unknown.entries.filter(({ key }) => !own.some((entry) => entry.key === key)).map(({ key, keySpan }) => ({ key, keySpan }));
  const entries = [...own, ...others].flatMap((entry): readonly Entry[] => {
    const inner = within("value" in entry ? entry.value : undefined, propertyOf(unknown, entry.key), `${name}.${entry.key}`, entry.key);
    return inner ? [{ ...entry, value: inner }] : [];
  });
  return { kind: "map", location: value?.location ?? place, span: value?.span ?? place.span, entries };
}

/** A document that stands in a string keeps its places in it. */
function exactly(node: Node): Node {
  if (node.kind !== "scalar" || typeof node.value !== "string" || !/^\s*[{[]/.test(node.value) || "runs" in node) return node;
  const { text, offsets } = unescaped(`"${node.source}"`, { start: 0, end: node.source.length + 2 });
  const at = (offset: number) => node.span.start + (offsets[offset] ?? node.source.length + 1);
  const spelled: TextNode = { ...node, location: { ...node.location, span: node.span }, runs: text.split("").map((unit, i) => ({ text: unit, span: { start: at(i), end: at(i + 1) }, exact: false })) };
  return spelled;
}

/** A value of the plan stands where its argument is declared. */
function movedTo(place: Place, node: Node): Node {
  const at = { location: place, span: place.span };
  switch (node.kind) {
    case "scalar": return { kind: "scalar", ...at, value: node.value, source: node.source };
    case "list": return { ...node, ...at, items: node.items.map((item) => movedTo(place, item)) };
    case "map": return { ...node, ...at, entries: node.entries.map((entry) => ({ ...entry, keySpan: place.span, value: movedTo(place, entry.value) })) };
  }
}
