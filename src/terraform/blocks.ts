import type { Entry, MapNode, Node } from "../text/node.js";
import { unknownText } from "../text/unknown.js";
import { evaluated } from "./evaluate.js";
import { turnScope, turnsOf, type Turn } from "./iterate.js";
import type { Scope } from "./scope.js";
import { spelled } from "./spelled.js";
import type { Block, Body, Expression, Place } from "./syntax.js";
import { eitherAt, isNull, listAt, mapAt, unknownAt } from "./value.js";

/** What Terraform itself reads of a block. Source: https://developer.hashicorp.com/terraform/language/meta-arguments */
const meta: readonly string[] = ["count", "for_each", "provider", "providers", "depends_on", "lifecycle", "provisioner", "connection", "source", "version"];

/** The arguments of a resource or a module, and its blocks, each type a list. What is null is not there. */
export function argumentsOf({ attributes, blocks }: Body, scope: Scope, place: Place): MapNode {
  return valueOfBody({ attributes: attributes.filter(({ name }) => !meta.includes(name)), blocks: blocks.filter(({ type }) => !meta.includes(type)) }, scope, place);
}

function valueOfBody({ attributes, blocks }: Body, scope: Scope, place: Place): MapNode {
  const own = attributes.map(({ name, nameSpan, value }): Entry => ({ key: name, keySpan: nameSpan, value: evaluated(value, scope) }));
  const types = [...new Set(blocks.map(typeOf))];
  const inner = types.map((type): Entry => {
    const all = blocks.filter((block) => typeOf(block) === type);
    const items = all.flatMap((block) => block.type === "dynamic" && block.labels.length > 0 ? dynamicValues(block, scope) : [valueOfBody(block.body, scope, block.location)]);
    return { key: type, keySpan: all[0]?.location.span ?? place.span, value: listAt(all[0]?.location ?? place, items) };
  });
  return { kind: "map", location: place, span: place.span, entries: [...own.filter(({ value }) => !isNull(value)), ...inner] };
}

const typeOf = ({ type, labels }: Block) => type === "dynamic" ? labels[0] ?? "" : type;

/** Source: https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks */
function dynamicValues({ labels, body, location }: Block, scope: Scope): readonly Node[] {
  const content = body.blocks.find(({ type }) => type === "content");
  const each = attributeOf(body, "for_each");
  if (content === undefined || each === undefined) return [];
  const named = attributeOf(body, "iterator");
  const name = named?.kind === "reference" ? named.name : labels[0] ?? "";
  const valueFor = (turn: Turn) => valueOfBody(content.body, turnScope(scope, [name], { key: turn.key, value: mapAt(each.location, [["key", turn.key], ["value", turn.value]]) }), content.location);
  const collection = evaluated(each, scope);
  const turns = turnsOf(collection, each.location);
  if (turns !== undefined) return turns.map((turn) => turn.perhaps === undefined ? valueFor(turn) : turn.perhaps.holds ? eitherAt(location, turn.perhaps.condition, valueFor(turn), undefined) : eitherAt(location, turn.perhaps.condition, undefined, valueFor(turn)));
  // Nobody knows how many there are: perhaps there is one of which nobody knows what it is about.
  const id = `${scope.module.id} ${location.pointer}`;
  const unknown = (what: string) => unknownAt(each.location, `${name}.${what}`, id);
  return [eitherAt(location, unknownText(`for_each = ${spelled(each)}`, id), valueFor({ key: unknown("key"), value: unknown("value") }), undefined)];
}

export const attributeOf = (body: Body, name: string): Expression | undefined => body.attributes.find((attribute) => attribute.name === name)?.value;
