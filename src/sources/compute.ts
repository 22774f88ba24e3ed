import type { Compute, ComputeFault, Property } from "../subject/compute.js";
import type { Document } from "../text/document.js";
import { below, keyOf } from "../text/location.js";
import { perhaps, writing } from "../text/mend.js";
import { nearest } from "../text/nearest.js";
import { propertyOf, stringOf, type Entry, type MapNode, type Node, type ScalarNode } from "../text/node.js";
import { documentedProperties, otherProperties, propertyNamed, type DocumentedProperty } from "./properties.js";

/**
 * The Guzzle compute that a document spells: an envelope with `run_mode: aws-glue` around a map of properties. Total: whatever
 * cannot be read is among its faults.
 */
export function readCompute(document: Document): Compute {
  const location = { artifact: document.artifact, pointer: "" };
  const properties = propertyOf(document.root, "properties");
  const name = document.artifact.replace(/^.*\//, "").replace(/\.[^.]*$/, "");
  const compute = { kind: "compute", name, guzzle: true, arguments: {}, location, propertiesLocation: properties?.location ?? location } as const;
  if (document.faults.length > 0) return { ...compute, properties: {}, faults: document.faults };
  const runMode = propertyOf(document.root, "run_mode");
  if (stringOf(runMode) !== "aws-glue") return { ...compute, properties: {}, faults: [{ kind: "shape", message: runMode ? `\`${runMode.kind === "scalar" ? runMode.source : "this"}\` is no run mode of Guzzle: one on Glue has \`aws-glue\`` : "a compute says what it runs on: `run_mode: aws-glue`", location: runMode?.location ?? location }] };
  if (properties?.kind !== "map") {
    return { ...compute, properties: {}, faults: [{ kind: "shape", message: "a compute holds its settings in a map under `properties`", location: properties?.location ?? location }] };
  }
  const spelled = properties.entries.flatMap((entry) => spelledOf(entry, properties));
  return {
    ...compute, arguments: argumentsOf(properties),
    properties: Object.fromEntries(spelled.map(({ property, value }): [string, Property] => [property.key, value]).reverse()),
    faults: [...unknownKeys(properties), ...unquotedVersions(properties), ...spelled.flatMap((each, i) => spellingFaults(each, spelled.slice(0, i)))],
  };
}

/** One entry of the file that says a documented property. */
interface Spelled {
  readonly key: string;
  readonly property: DocumentedProperty;
  readonly value: Property;
  readonly keyLocation: Property["location"];
}

/** A property that is left empty is as good as not there. */
function spelledOf({ key, value }: Entry, properties: MapNode): readonly Spelled[] {
  const property = propertyNamed(key);
  if (property === undefined || (value.kind === "scalar" && (value.value === null || value.value === ""))) return [];
  return [{ key, property, value: { value: typed(value, property), location: value.location, unknown: isUnknown(value) }, keyLocation: keyOf(below(properties.location, key)) }];
}

const isUnknown = (node: Node) => node.kind === "scalar" && node.source.includes("${");

/** What begins with `--` is an argument to Glue, wherever it stands. */
function argumentsOf({ entries }: MapNode): Compute["arguments"] {
  return Object.fromEntries(entries.flatMap(({ key, value }): readonly [string, Property][] => key.startsWith("--") && value.kind === "scalar" ? [[key, { value: textOf(value), location: value.location, unknown: isUnknown(value) }]] : []));
}

/** YAML's own types are not those of the documentation: `3.0` unquoted is a number to YAML, and a version all the same. */
export function typed(node: Node, { key, type }: Pick<DocumentedProperty, "key" | "type">): Property["value"] {
  if (node.kind !== "scalar") return `a ${node.kind}`;
  const text = textOf(node);
  if (type === "integer" && /^[+-]?\d+$/.test(text)) return Number(text);
  if (type === "boolean" && booleans.has(text.toLowerCase())) return booleans.get(text.toLowerCase()) ?? text;
  return key === "auth_type" && /^service[ _-]?role$/i.test(text) ? "service_role" : text;
}

const textOf = (node: ScalarNode) => typeof node.value === "string" ? node.value : node.source;

/** Guzzle's YAML reader may be of version 1.1, to which these are booleans; so they are nobody's mistake. */
const booleans: ReadonlyMap<string, boolean> = new Map([["true", true], ["yes", true], ["on", true], ["false", false], ["no", false], ["off", false]]);

function spellingFaults({ key, property, value, keyLocation }: Spelled, earlier: readonly Spelled[]): readonly ComputeFault[] {
  const other = earlier.find((each) => each.property === property && each.value.value !== value.value);
  if (other) return [{ kind: "conflict", message: `\`${key}\` says \`${value.value}\`, but \`${other.key}\` says \`${other.value.value}\``, location: value.location }];
  if (key === property.key) return [];
  const mend = writing(keyLocation, key, property.key);
  return [{ kind: "alias", message: `\`${key}\` is read as \`${property.key}\``, location: keyLocation, mends: [property.isPublished ? mend : perhaps(mend)] }];
}

function unknownKeys(properties: MapNode): readonly ComputeFault[] {
  const known = [...documentedProperties.map(({ key }) => key), ...otherProperties];
  return properties.entries.filter(({ key }) => propertyNamed(key) === undefined && !otherProperties.includes(key)).map(({ key }) => {
    const meant = nearest(key, known);
    const location = keyOf(below(properties.location, key));
    return { kind: "unknownKey", message: `\`${key}\` is no property of a Glue compute${meant ? `: did you mean \`${meant}\`?` : ""}`, location, ...(meant !== undefined && { mends: [perhaps(writing(location, key, meant))] }) };
  });
}

/** YAML takes `3.0` for the number 3, and Glue's API wants the dot. */
function unquotedVersions({ entries }: MapNode): readonly ComputeFault[] {
  return entries.flatMap(({ key, value }) => propertyNamed(key)?.key === "glue_version" && value.kind === "scalar" && typeof value.value === "number"
    ? [{ kind: "unquoted", message: `to YAML the unquoted \`${value.source}\` is the number ${value.value}, and a version of Glue is text: whoever writes this file anew may write \`${value.value}\`, which Glue refuses`, location: value.location, mends: [writing(value.location, value.source, value.source)] }] : []);
}
