import { identifier, passes, skip, take, unexpected, type Cursor } from "./cursor.js";
import type { For } from "./syntax.js";

/** `key, value in list`, behind `for`. */
export function forIntro(cursor: Cursor, pointer: string): Pick<For, "names" | "of"> {
  const nameAt = () => { skip(cursor); return take(cursor, identifier) ?? ""; };
  const names = [nameAt()];
  if (passes(cursor, ",")) names.push(nameAt());
  skip(cursor);
  if (take(cursor, /in\b/y) === undefined) unexpected(cursor, "`in` must stand");
  return { names, of: cursor.expression(cursor, pointer) };
}
