import type { Place } from "../audit/report.js";
import type { Paint } from "./paint.js";

/** The guilty lines with their numbers, and the guilty text underlined where it begins. */
export function framed(place: Place, paint: Paint): string {
  const lines = place.frame.text.split("\n");
  const width = String(place.frame.startLine + lines.length - 1).length;
  return lines.flatMap((line, i) => {
    const number = place.frame.startLine + i;
    const gutter = paint.dim(`${String(number).padStart(width)} |`);
    const shown = `${gutter} ${expand(line)}`;
    if (number < place.startLine || number > place.endLine) return [shown];
    const from = number === place.startLine ? place.startColumn - 1 : line.length - line.trimStart().length;
    const to = number === place.endLine ? place.endColumn - 1 : line.length;
    const before = expand(line.slice(0, from)).length;
    const marks = "^".repeat(Math.max(1, expand(line.slice(0, to)).length - before));
    return [shown, `${paint.dim(`${" ".repeat(width)} |`)} ${" ".repeat(before)}${paint.red(marks)}`];
  }).join("\n");
}

/** Tabs have no width of their own. */
const expand = (line: string) => line.replaceAll("\t", "  ");
