import { sectionsOf } from "../templates/sections.js";
import { textOf } from "../templates/values.js";
import { keyText } from "../terraform/key-text.js";
import { isHcl, type Expression } from "../terraform/syntax.js";
import type { Document } from "../text/document.js";
import { nearest } from "../text/nearest.js";
import { propertyOf, type Node } from "../text/node.js";
import { spellingOf } from "./classify.js";

/**
 * The values in a file of parameters: a list of `ParameterKey` and `ParameterValue`, `Name=Value` texts, a map under `Parameters`,
 * or a map; undefined for a text that is none of these.
 *
 * Source: https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/
 * and https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/continuous-delivery-codepipeline-cfn-artifacts.html
 */
export function parameterValues(document: Document): ReadonlyMap<string, string> | undefined {
  const { root, faults } = document;
  const pairs = isHcl(document) && faults.length === 0 ? document.body.attributes.map(({ name, value }): Pair => [name, sourceOf(value, document.text)]) : faults.length > 0 || root === undefined ? undefined : pairsIn(root);
  return pairs && new Map(pairs);
}

/** A text as it is, and any other value as it is spelled: the variable's type says how it is meant. */
const sourceOf = (value: Expression, text: string) => keyText(value) ?? text.slice(value.location.span.start, value.location.span.end);

type Pair = readonly [name: string, value: string];

function pairsIn(root: Node): readonly Pair[] | undefined {
  const inner = propertyOf(root, "Parameters") ?? root;
  const pairs = inner.kind === "map" ? inner.entries.map(({ key, value }) => pairOf(key, listText(value))) : inner.kind === "list" ? inner.items.map(itemPair) : [undefined];
  const known = pairs.filter((pair) => pair !== undefined);
  return known.length === pairs.length ? known : undefined;
}

const pairOf = (name: string | undefined, value: string | undefined): Pair | undefined => name === undefined || value === undefined ? undefined : [name, value];

function itemPair(item: Node): Pair | undefined {
  const [, name, value] = /^([^=]+)=([^]*)$/.exec(textOf(item) ?? "") ?? [];
  return pairOf(name, value) ?? pairOf(textOf(propertyOf(item, "ParameterKey")), listText(propertyOf(item, "ParameterValue")));
}

function listText(node: Node | undefined): string | undefined {
  if (node?.kind !== "list") return textOf(node);
  const texts = node.items.map(textOf);
  return texts.includes(undefined) ? undefined : texts.join(",");
}

/** What is wrong with the names of parameters that somebody gave values for: no template declares them. */
export function undeclared(names: readonly string[], documents: readonly Document[]): readonly string[] {
  const declared = documents.flatMap((document) => isHcl(document) ? document.body.blocks.filter(({ type }) => type === "variable").flatMap(({ labels }) => labels) : spellingOf(document).kind === "template" ? [...sectionsOf(document.root).parameters.keys()] : []);
  return names.filter((name) => !declared.includes(name)).map((name) => {
    const meant = nearest(name, declared);
    return `--parameter ${name}: no template has a parameter of this name${meant ? `: did you mean ${meant}?` : ""}`;
  });
}
