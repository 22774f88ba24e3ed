import type { Node } from "../text/node.js";
import { unknownText } from "../text/unknown.js";
import type { Scope } from "./scope.js";
import { textOf, unknownOf } from "./values.js";

/**
 * The text that `Fn::Sub` makes of a template: `${Name}`, `${Name.Attribute}`, and `${!Literal}`, which stays as `${Literal}`.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-sub.html
 */
export function substituted(text: string, variables: ReadonlyMap<string, Node | undefined>, place: Node, scope: Scope): string {
  return text.split(/(\$\{[^}]*\})/).map((part, i) => {
    if (i % 2 === 0) return part;
    const name = part.slice(2, -1).trim();
    if (name.startsWith("!")) return `\${${name.slice(1)}}`;
    if (variables.has(name)) return textOf(variables.get(name)) ?? unknownOf("Sub", variables.get(name), place);
    const dot = name.indexOf(".");
    return dot > 0 ? scope.attribute(name.slice(0, dot), name.slice(dot + 1)) : textOf(scope.ref(name, place)) ?? unknownText(`Ref ${name}`, scope.artifact);
  }).join("");
}
