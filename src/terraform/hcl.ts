import { faultsOf } from "../text/mistake.js";
import { below } from "../text/location.js";
import { cursorOf, deeper, demand, identifier, isDone, isMore, passes, placeFrom, skip, stop, take, unexpected, within, type Cursor } from "./cursor.js";
import { expressionAt } from "./expression.js";
import { mirrorOf } from "./mirror.js";
import { literalText } from "./template-syntax.js";
import type { Attribute, Block, Body, HclDocument } from "./syntax.js";

/**
 * Reads a file of Terraform's language, up to its first mistake.
 *
 * Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export function parseHcl(artifact: string, text: string): HclDocument {
  const cursor = cursorOf(artifact, text, expressionAt);
  const body = bodyAt(cursor, "", true);
  if (!isDone(cursor)) stop(cursor, "this `}` closes nothing: remove it");
  const root = mirrorOf(body, { artifact, pointer: "" }, text.length);
  return { artifact, text, root, body, faults: faultsOf(artifact, text, cursor.mistake ? [cursor.mistake] : [], root) };
}

/** What stands between the braces of a block, or in a whole file. */
function bodyAt(cursor: Cursor, pointer: string, isFile: boolean): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  const counts = new Map<string, number>();
  while (isMore(cursor, "}")) {
    const start = cursor.at;
    const name = take(cursor, identifier);
    if (name === undefined) {
      unexpected(cursor, "the name of an argument or a block must stand");
    } else if (passes(cursor, "=") && cursor.text[cursor.at] !== "=") {
      const nameSpan = cursor.placed({ start, end: start + name.length });
      attributes.push({ name, nameSpan, value: expressionAt(cursor, pointerTo(pointer, name)) });
      lineEnd(cursor, isFile);
    } else {
      const labels = labelsAt(cursor);
      const path = [name, ...labels];
      const number = counts.get(path.join("\0")) ?? 0;
      counts.set(path.join("\0"), number + 1);
      const own = pointerTo(pointer, ...path, ...(labels.length === 0 ? [number] : []));
      const header = placeFrom(cursor, start, own);
      const body = blockAt(cursor, own, start);
      // Of a block without labels there may be many, each of them a value, and nothing of it tells which but the whole.
      blocks.push({ type: name, labels, location: labels.length > 0 ? header : placeFrom(cursor, start, own), body });
      if (!isDone(cursor)) lineEnd(cursor, isFile);
    }
  }
  return { attributes, blocks };
}

function labelsAt(cursor: Cursor): readonly string[] {
  const labels: string[] = [];
  for (let label = labelAt(cursor); label !== undefined; label = labelAt(cursor)) labels.push(label);
  return labels;
}

/** The place of a block ends with its last label. */
function labelAt(cursor: Cursor): string | undefined {
  const before = cursor.at;
  skip(cursor);
  const label = cursor.text[cursor.at] === '"' ? literalText(cursor) : take(cursor, identifier);
  if (label === undefined) cursor.at = Math.min(before, cursor.mistake ? cursor.at : before);
  return label;
}

function blockAt(cursor: Cursor, pointer: string, start: number): Body {
  demand(cursor, "{", "`=` or the `{` of a block must stand");
  const body = deeper(cursor, () => within(cursor, false, () => bodyAt(cursor, pointer, false))) ?? { attributes: [], blocks: [] };
  if (cursor.mistake === undefined && !passes(cursor, "}")) stop(cursor, "this block is never closed: a `}` is missing", { start, end: cursor.text.indexOf("{", start) + 1 });
  return body;
}

function lineEnd(cursor: Cursor, isFile: boolean): void {
  skip(cursor);
  if (isDone(cursor) || cursor.text[cursor.at] === "\n" || (!isFile && cursor.text[cursor.at] === "}")) return;
  unexpected(cursor, "the line must end");
}

const pointerTo = (pointer: string, ...keys: readonly (string | number)[]) => below({ artifact: "", pointer }, ...keys).pointer;
