import type { Span } from "../text/location.js";
import type { Node } from "../text/node.js";

/**
 * What to write for a list of JSON to hold more values, and where: each is written as those that it has, on one line with them or on
 * a line of its own. A lone value that stands for a list of one becomes such a list. Undefined for an empty one, and where it is no JSON.
 */
export function insertionInto(text: string, node: Node, values: readonly unknown[]): { readonly span: Span; readonly text: string } | undefined {
  const items = node.kind === "list" ? node.items : [node];
  const last = items.at(-1);
  if (last === undefined || !/^["[{]/.test(text.slice(node.span.start))) return undefined;
  const before = items.at(-2)?.span.end ?? node.span.start + 1;
  const gap = node.kind === "list" ? /\s*$/.exec(text.slice(before, last.span.start))?.[0] ?? "" : " ";
  // Of a lone item in brackets, nobody can tell how far apart two would stand.
  const apart = gap.includes("\n") || items.length > 1 ? gap : " ";
  const style = styleOf(text, last.span);
  const added = values.map((value) => `,${apart}${written(value, style)}`).join("");
  return node.kind === "list" ? { span: { start: last.span.end, end: last.span.end }, text: added } : { span: node.span, text: `[${text.slice(node.span.start, node.span.end)}${added}]` };
}

interface Style {
  /** A line end with the indentation of the item; undefined where it stands on one line. */
  readonly line: string | undefined;
  /** What an item is indented by more than what it stands in. */
  readonly unit: string;
  /** What stands inside the braces of one line. */
  readonly pad: string;
}

/** How the items are written, by one of them. */
function styleOf(text: string, { start, end }: Span): Style {
  const item = text.slice(start, end);
  const pad = /^\{ /.test(item) ? " " : "";
  if (!/[\r\n]/.test(item)) return { line: undefined, unit: "", pad };
  const own = /(?:^|\n)([ \t]*)[^\n]*$/.exec(text.slice(0, start))?.[1] ?? "";
  const inner = /\n([ \t]*)\S/.exec(item)?.[1] ?? "";
  return { line: `${item.includes("\r\n") ? "\r\n" : "\n"}${own}`, unit: inner.startsWith(own) && inner.length > own.length ? inner.slice(own.length) : "  ", pad };
}

function written(value: unknown, style: Style): string {
  const { line, unit, pad } = style;
  if (line !== undefined) return JSON.stringify(value, undefined, unit).replaceAll("\n", line);
  if (Array.isArray(value)) return `[${value.map((each) => written(each, style)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${pad}${Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${written(each, style)}`).join(", ")}${pad}}`;
}
