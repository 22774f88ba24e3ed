import { textOf } from "../templates/values.js";
import { propertyOf, type Node } from "../text/node.js";

/** The text of an argument or attribute. */
export const textIn = (node: Node | undefined, key: string): string | undefined => textOf(propertyOf(node, key));

export const nameOf = (node: Node): string | undefined => textIn(node, "name");
