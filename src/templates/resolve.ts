import type { Entry, ListNode, MapNode, Node } from "../text/node.js";
import { unknownText } from "../text/unknown.js";
import { callOf, type Call } from "./call.js";
import { truthOf } from "./conditions.js";
import { functions } from "./functions.js";
import type { Given } from "./given.js";
import { identityOf, type Identity } from "./identity.js";
import { parameterValue } from "./parameters.js";
import { pseudoParameter } from "./pseudo.js";
import type { Scope } from "./scope.js";
import type { Sections } from "./sections.js";
import { textAt, textOf, unknownOf } from "./values.js";

/**
 * Resolves what a template says, as far as it can be known: values keep their places, and what is not known is an unknown text,
 * the same wherever the same is meant. Each name is looked up once; what goes round in a circle, or on and on, is unknown.
 */
export function scopeOf(artifact: string, sections: Sections, given: Given): Scope {
  const identities = remembered((id): Identity | undefined => {
    const resource = sections.resources.get(id);
    return resource && identityOf(id, resource, artifact, resolve, (name) => pseudoParameter(name, given, artifact) ?? "");
  });
  const conditions = remembered((name): boolean | undefined => {
    const condition = sections.conditions.get(name);
    return condition && truthOf(condition, scope);
  });
  const scope: Scope = {
    artifact, resolve, mappings: sections.mappings, holds: conditions,
    ref(name, place) {
      if (name === "AWS::NoValue") return undefined;
      const pseudo = pseudoParameter(name, given, artifact);
      if (pseudo !== undefined) return textAt(place, pseudo);
      const declared = sections.parameters.get(name);
      return declared ? parameterValue(name, declared, given.parameters.get(name), place) : textAt(place, identities(name)?.ref ?? unknownText(`Ref ${name}`, artifact));
    },
    attribute: (id, attribute) => identities(id)?.attribute(attribute) ?? unknownText(`GetAtt ${id}.${attribute}`, artifact),
  };

  let depth = 0;
  function resolve(node: Node): Node | undefined {
    if (depth >= deepest) return textAt(node, unknownText("a value too deep to follow", `${artifact} ${node.location.pointer}`));
    depth += 1;
    const value = resolved(node);
    depth -= 1;
    return value;
  }

  function resolved(node: Node): Node | undefined {
    const call = callOf(node);
    if (call !== undefined) return called(call, node);
    switch (node.kind) {
      case "scalar": return withoutReferences(node);
      case "list": return listOf(node);
      case "map": return mapOf(node);
    }
  }

  function called({ name, argument }: Call, node: Node): Node | undefined {
    const place = argument.kind === "scalar" ? argument : node;
    const result = functions[name]?.(argument, place, scope);
    return result ? result.value : textAt(place, unknownOf(name.replace("Fn::", ""), resolve(argument), place));
  }

  function listOf(node: ListNode): Node {
    return { ...node, items: node.items.flatMap((item) => resolve(item) ?? []) };
  }

  function mapOf(node: MapNode): Node {
    return { ...node, entries: node.entries.flatMap((entry): readonly Entry[] => { const value = resolve(entry.value); return value ? [{ ...entry, value }] : []; }) };
  }
  return scope;
}

/** Secrets and parameters of Systems Manager that are looked up when the stack is made. */
function withoutReferences(node: Node): Node {
  const text = textOf(node);
  if (text?.includes("{{resolve:") !== true) return node;
  return textAt(node, text.replace(/\{\{(resolve:[^{}]*)\}\}/g, (_, reference: string) => unknownText(reference)));
}

/** Looks each name up once. While a name is looked up, it is unknown, and so is what lies too many names away. */
function remembered<Value>(lookUp: (name: string) => Value | undefined): (name: string) => Value | undefined {
  const known = new Map<string, Value | undefined>();
  let depth = 0;
  return (name) => {
    if (known.has(name)) return known.get(name);
    if (depth >= farthest) return undefined;
    known.set(name, undefined);
    depth += 1;
    const value = lookUp(name);
    depth -= 1;
    known.set(name, value);
    return value;
  };
}

/** Names that lead to names. */
const farthest = 50;

/** Values inside each other; a document is not so deep, but one name may lead to the next. */
const deepest = 400;
