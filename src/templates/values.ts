import { valueOf, type Node, type ScalarNode } from "../text/node.js";
import { unknownText } from "../text/unknown.js";

/** The text of a value that is one: numbers and booleans as they are spelled, so that an account keeps its zeros. */
export function textOf(node: Node | undefined): string | undefined {
  if (node?.kind !== "scalar" || node.value === null) return undefined;
  return typeof node.value === "string" ? node.value : node.source;
}

/** A text that stands where another value stood. One that would grow beyond all measure is not known any more. */
export function textAt({ location, span }: Node, text: string): ScalarNode {
  const value = text.length > longest ? unknownText("a very long text", `${location.artifact} ${location.pointer}`) : text;
  return { kind: "scalar", location, span, value, source: value };
}

/** The longest document that IAM takes has some 130,000 characters; a text in it is far shorter. */
const longest = 20_000;

/** The unknown that a function gives for its argument: the same for the same argument, at least in the same place. */
export function unknownOf(name: string, argument: Node | undefined, { location: { artifact, pointer } }: Node): string {
  const text = textOf(argument);
  const said = text ?? JSON.stringify(argument ? valueOf(argument) : "");
  return unknownText(text !== undefined && text.length < 60 ? `${name} ${text}` : name, `${artifact} ${said.length > 500 ? pointer : said}`);
}
