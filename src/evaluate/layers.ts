import { matches } from "../policy/pattern.js";
import type { Policy, Statement, UnreadPolicy } from "../policy/policy.js";
import type { Policies } from "./request.js";

export type LayerName = "identity" | "boundary" | "session" | "serviceControl" | "resourceControl" | "resource" | "endpoint";

/** Policies that speak with one voice: their Denies refuse, and one Allow among them is enough for the layer to allow. */
export interface Layer {
  readonly name: LayerName;
  /** Of organization policies, the level: 0 is the root. */
  readonly level: number;
  readonly denies: readonly Statement[];
  readonly allows: readonly Statement[];
  /** Policies that may say anything. */
  readonly unread: readonly UnreadPolicy[];
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
  const about = (layer: Layer): Layer => ({ ...layer, denies: layer.denies.filter((each) => isAbout(each, action)), allows: layer.allows.filter((each) => isAbout(each, action)) });
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
  return {
    name, level,
    denies: statements.filter(({ effect }) => effect === "Deny"),
    allows: statements.filter(({ effect }) => effect === "Allow"),
    unread: policies.filter((policy) => policy.kind === "unread"),
  };
}

const isAbout = ({ actions }: Statement, action: string) => actions.negated !== actions.entries.some(({ value }) => matches(value, action));
