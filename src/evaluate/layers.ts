import { matches } from "../policy/pattern.js";
import type { Policy, Statement, UnreadPolicy } from "../policy/policy.js";
import { isPlain, patternIndexOf, type PatternIndex } from "./pattern-index.js";
import type { Policies } from "./request.js";

export type LayerName = "identity" | "boundary" | "session" | "serviceControl" | "resourceControl" | "resource" | "endpoint";

/** Policies that speak with one voice: their Denies refuse, and one Allow among them is enough for the layer to allow. */
export interface Layer {
  readonly name: LayerName;
  /** Of organization policies, the level: 0 is the root. */
  readonly level: number;
  readonly denies: readonly Statement[];
  readonly allows: readonly Statement[];
  readonly sorted: { readonly Deny: Sorted; readonly Allow: Sorted };
  /** Policies that may say anything. */
  readonly unread: readonly UnreadPolicy[];
}

/** The statements of one effect, those that nothing but the resource decides by how their resources begin. */
export interface Sorted {
  readonly plain: () => PatternIndex;
  readonly others: readonly Statement[];
}

/** All layers of a set of policies; one that is not in play is undefined or has no levels. */
export interface Layers {
  readonly identity: Layer;
  readonly boundary: Layer | undefined;
  readonly session: Layer | undefined;
  readonly serviceControl: readonly Layer[];
  readonly resourceControl: readonly Layer[];
  readonly resource: Layer | undefined;
  readonly endpoint: Layer | undefined;
}

/** The policies by layer, with their statements sorted by effect. */
export function layersOf(policies: Policies): Layers {
  const optional = (name: LayerName, stated: readonly Policy[] | undefined) => stated && layerOf(name, stated);
  return {
    identity: layerOf("identity", policies.identity),
    boundary: optional("boundary", policies.boundary),
    session: optional("session", policies.session),
    serviceControl: (policies.serviceControl ?? []).map((level, i) => layerOf("serviceControl", level, i)),
    resourceControl: (policies.resourceControl ?? []).map((level, i) => layerOf("resourceControl", level, i)),
    resource: optional("resource", policies.resource),
    endpoint: optional("endpoint", policies.endpoint),
  };
}

/** The layers with nothing but the statements about one action, given in lower case. */
export function layersAbout(layers: Layers, action: string): Layers {
  const about = ({ name, level, unread, denies, allows }: Layer) => layerFrom(name, level, unread, denies.filter((each) => isAbout(each, action)), allows.filter((each) => isAbout(each, action)));
  const optional = (layer: Layer | undefined) => layer && about(layer);
  return {
    identity: about(layers.identity), boundary: optional(layers.boundary), session: optional(layers.session),
    serviceControl: layers.serviceControl.map(about), resourceControl: layers.resourceControl.map(about),
    resource: optional(layers.resource), endpoint: optional(layers.endpoint),
  };
}

/** A layer of policies. */
export function layerOf(name: LayerName, policies: readonly Policy[], level = 0): Layer {
  const statements = policies.flatMap((policy) => policy.kind === "read" ? policy.statements : []);
  return layerFrom(name, level, policies.filter((policy) => policy.kind === "unread"), statements.filter(({ effect }) => effect === "Deny"), statements.filter(({ effect }) => effect === "Allow"));
}

function layerFrom(name: LayerName, level: number, unread: readonly UnreadPolicy[], denies: readonly Statement[], allows: readonly Statement[]): Layer {
  return { name, level, unread, denies, allows, sorted: { Deny: sortedFrom(denies), Allow: sortedFrom(allows) } };
}

/** The index is made when somebody decides by it; a proof has no use for it. */
function sortedFrom(statements: readonly Statement[]): Sorted {
  let index: PatternIndex | undefined;
  return { plain: () => index ??= patternIndexOf(statements.filter(isPlain)), others: statements.filter((statement) => !isPlain(statement)) };
}

const isAbout = ({ actions }: Statement, action: string) => actions.negated !== actions.entries.some(({ value }) => matches(value, action));
