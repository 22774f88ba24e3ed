import { itemsOf, propertyOf, type Node } from "../text/node.js";
import { textOf } from "./values.js";

/**
 * Whether a parameter's value can hold no slash, as far as its declaration says so plainly: it is a number, or one of values without
 * slashes, or matches a pattern of literals, classes and quantifiers of which none takes a slash. A pattern is of the whole value; that of a
 * parameter of Systems Manager is of its name.
 *
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function isWithoutSlash(declared: Node): boolean {
  const type = textOf(propertyOf(declared, "Type"));
  if (type !== "String") return type === "Number";
  const values = itemsOf(propertyOf(declared, "AllowedValues")).map(textOf);
  const pattern = textOf(propertyOf(declared, "AllowedPattern"));
  return (values.length > 0 && values.every((value) => value?.includes("/") === false)) || (pattern !== undefined && spelledWithoutSlash.test(pattern));
}

/** In a class only letters and digits make a range: from `.` to `_` is a slash as well. Letters behind a backslash but these stand for anything. */
const inClass = String.raw`(?:[A-Za-z0-9]-[A-Za-z0-9]|(?:\\[dws]|\\[^A-Za-z0-9/]|[^\\\][/^-])(?!-[^\]]))`;
const piece = [String.raw`\((?:\?(?:[:=!]|<[=!])|(?!\?))`, String.raw`[)|^$*+?]`, String.raw`\{\d+,?\d*\}`, String.raw`\[-?${inClass}*-?\]`, String.raw`\\[dws]`, String.raw`\\[^A-Za-z0-9/]`, String.raw`[^\\/.[\](){}*+?|^$]`];
const spelledWithoutSlash = new RegExp(`^(?:${piece.join("|")})*$`);
