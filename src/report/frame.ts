import type { Place } from "../audit/report.js";
import type { Paint } from "./paint.js";

/** A line of a frame: what stands before the guilty text, the guilty text, absent on a line beside it, and what follows. */
export interface FrameLine {
  /** 1-based. */
  readonly number: number;
  readonly before: string;
  readonly guilty?: string;
  readonly after: string;
}

/** The guilty lines and those beside them; of a line between the first and the last the indentation is not guilty. */
export function frameLines(place: Place): readonly FrameLine[] {
  return place.frame.text.split("\n").map((line, i) => {
    const number = place.frame.startLine + i;
    if (number < place.startLine || number > place.endLine) return { number, before: line, after: "" };
    const from = number === place.startLine ? place.startColumn - 1 : line.length - line.trimStart().length;
    const to = Math.max(from, number === place.endLine ? place.endColumn - 1 : line.length);
    return { number, before: line.slice(0, from), guilty: line.slice(from, to), after: line.slice(to) };
  });
}

/** The guilty lines with their numbers, and the guilty text underlined where it begins. */
export function framed(place: Place, paint: Paint): string {
  const lines = frameLines(place);
  const width = String(lines.at(-1)?.number ?? 1).length;
  return lines.flatMap(({ number, before, guilty, after }) => {
    const shown = `${paint.dim(`${String(number).padStart(width)} |`)} ${expand(before + (guilty ?? "") + after)}`;
    if (guilty === undefined) return [shown];
    return [shown, `${paint.dim(`${" ".repeat(width)} |`)} ${" ".repeat(expand(before).length)}${paint.red("^".repeat(Math.max(1, expand(guilty).length)))}`];
  }).join("\n");
}

/** Tabs have no width of their own. */
const expand = (line: string) => line.replaceAll("\t", "  ");
