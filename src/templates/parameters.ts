import { propertyOf, type Node } from "../text/node.js";
import { unknownText } from "../text/unknown.js";
import { isWithoutSlash } from "./without-slash.js";
import { textAt, textOf } from "./values.js";

/**
 * What a parameter stands for: the value that was given, else its default, else an unknown one. What a parameter of the type of
 * Systems Manager names is not its value.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function parameterValue(name: string, declared: Node, given: string | undefined, place: Node): Node {
  const type = textOf(propertyOf(declared, "Type")) ?? "String";
  const fallback = type.startsWith("AWS::SSM::Parameter::Value") ? undefined : textOf(propertyOf(declared, "Default"));
  const value = given ?? fallback;
  if (value === undefined) return textAt(place, unknownText(`${isWithoutSlash(declared) ? "piece" : "Ref"} ${name}`, place.location.artifact));
  if (!/^(CommaDelimitedList|List<)/.test(type)) return textAt(place, value);
  return { kind: "list", location: place.location, span: place.span, items: value.split(",").map((item) => textAt(place, item.trim())) };
}
