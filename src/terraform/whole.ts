import { cursorOf, isDone, placeFrom, skip, type Cursor } from "./cursor.js";
import { expressionAt } from "./expression.js";
import type { Expression, Template } from "./syntax.js";
import { partsAt, plain } from "./template-syntax.js";

/** The expression that a whole text is; undefined where it is none. */
export function wholeExpression(artifact: string, text: string, placed: Cursor["placed"], pointer: string): Expression | undefined {
  const cursor = { ...cursorOf(artifact, text, expressionAt, placed), spansLines: true };
  const read = expressionAt(cursor, pointer);
  skip(cursor);
  return cursor.mistake === undefined && isDone(cursor) ? read : undefined;
}

/**
 * The template that a whole text is: of a file that `templatefile` reads, or of a string in a file of JSON.
 *
 * Source: https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function wholeTemplate(artifact: string, text: string, placed?: Cursor["placed"], pointer = ""): Template | undefined {
  const cursor = { ...cursorOf(artifact, text, expressionAt, placed), at: 0 };
  const { parts } = partsAt(cursor, pointer, plain);
  return cursor.mistake === undefined && isDone(cursor) ? { kind: "template", parts, location: placeFrom(cursor, 0, pointer) } : undefined;
}
