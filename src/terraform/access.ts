import { choiceOf } from "../templates/choice.js";
import { textOf } from "../templates/values.js";
import { propertyOf, type Node } from "../text/node.js";
import { evaluate } from "./evaluate.js";
import type { Scope } from "./scope.js";
import { spelled } from "./spelled.js";
import type { Access, Expression, Place, Splat, Step } from "./syntax.js";
import { eitherAt, isCertain, isKnown, isNull, isUnknown, listAt, movedTo, nameOfUnknown, scalarAt, spreadItems, unknownAt, unknownFor } from "./value.js";

/** What `a.b` and `a[b]` give. Source: https://developer.hashicorp.com/terraform/language/expressions/references */
export function accessed(expression: Access, scope: Scope): Node | undefined {
  const steps: Step[] = [];
  let root: Expression = expression;
  for (; root.kind === "access"; root = root.of) steps.unshift(root.step);
  const { location } = expression;
  const named = root.kind === "reference" && !scope.names.has(root.name) ? referred(root.name, steps, scope, location) : { value: evaluate(root, scope), taken: 0 };
  const value = steps.slice(named.taken).reduce<Node | undefined>((each, step) => each && stepped(each, step, scope, location), named.value);
  return value && movedTo(location, value);
}

/** What the first words of a reference stand for, and how many steps these are. */
function referred(name: string, steps: readonly Step[], { module }: Scope, place: Place): { readonly value: Node | undefined; readonly taken: number } {
  const [first, second] = steps.map((step) => typeof step === "string" ? step : undefined);
  if (first === undefined) return { value: undefined, taken: 0 };
  switch (name) {
    case "var": return { value: module.variable(first, place), taken: 1 };
    case "local": return { value: module.local(first), taken: 1 };
    case "module": return { value: module.call(first, place), taken: 1 };
    case "path": return { value: scalarAt(place, first === "module" ? module.folder || "." : first === "root" ? module.root || "." : "."), taken: 1 };
    case "terraform": return { value: unknownAt(place, `terraform.${first}`, module.root), taken: 1 };
    case "data": return { value: second === undefined ? undefined : module.resource("data", first, second, place), taken: 2 };
    default: return { value: module.resource("resource", name, first, place), taken: 1 };
  }
}

function stepped(value: Node, step: Step, scope: Scope, place: Place): Node | undefined {
  if (typeof step === "string") return within(value, step, place);
  const index = evaluate(step, scope);
  if (index === undefined) return undefined;
  const key = textOf(index);
  return key === undefined || !isKnown(index) ? unknownFor(place, `${isUnknown(value) ? nameOfUnknown(textOf(value) ?? "") : "…"}[${spelled(step)}]`, [value, index]) : within(value, key, place);
}

/** The item or entry of a value; undefined where it certainly has none. */
export function within(value: Node, key: string, place: Place): Node | undefined {
  const choice = choiceOf(value);
  if (choice !== undefined) return eitherAt(place, choice.condition, choice.yes && within(choice.yes, key, place), choice.no && within(choice.no, key, place));
  switch (value.kind) {
    case "scalar": return isUnknown(value) ? unknownAt(place, `${nameOfUnknown(textOf(value) ?? "")}${/^\d+$/.test(key) ? `[${key}]` : `.${key}`}`, textOf(value) ?? "") : undefined;
    case "map": {
      const found = propertyOf(value, key);
      if (found === undefined && value.tag === "rest") return unknownFor(place, `….${key}`, [value]);
      const [, address] = /^resource (.+)$/.exec(value.tag ?? "") ?? [];
      return address === undefined || !isNull(found) ? found : unknownAt(place, `${address.replace(/ .*/, "")}.${key}`, address);
    }
    case "list": {
      if (!/^\d+$/.test(key)) return undefined;
      const item = value.items[Number(key)];
      // Whoever takes the one item that is perhaps there takes it where it is.
      const perhaps = item && choiceOf(item);
      if (value.items.length === 1 && perhaps && (perhaps.yes === undefined || perhaps.no === undefined)) return perhaps.yes ?? perhaps.no;
      return isCertain(value) || (item !== undefined && value.items.slice(0, Number(key) + 1).every((each) => isCertain(listAt(place, [each])))) ? item : unknownFor(place, `…[${key}]`, [value]);
    }
  }
}

/** What `a[*].b` gives: of a single value a list with that, of nothing an empty one. Source: https://developer.hashicorp.com/terraform/language/expressions/splat */
export function splatted({ of, steps, location }: Splat, scope: Scope): Node | undefined {
  const value = evaluate(of, scope);
  if (value === undefined) return undefined;
  if (isUnknown(value)) return unknownFor(location, `${nameOfUnknown(textOf(value) ?? "")}[*]${steps.map((step) => typeof step === "string" ? `.${step}` : "[…]").join("")}`, [value]);
  const each = (item: Node): Node => {
    const choice = choiceOf(item);
    if (choice !== undefined) return eitherAt(location, choice.condition, choice.yes && each(choice.yes), choice.no && each(choice.no));
    return steps.reduce<Node | undefined>((inner, step) => inner && stepped(inner, step, scope, location), item) ?? scalarAt(location, null);
  };
  return listAt(location, spreadItems(location, value).map(each));
}
