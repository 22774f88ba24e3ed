/**
 * The offsets at which the lines of a text start: 0-based, in UTF-16 units, ascending, the first always 0. A line ends at
 * `\n`, `\r\n` or `\r` and at nothing else, as in an editor; an empty text has one line.
 */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let offset = 0; offset < text.length; offset += 1) {
    const unit = text.charCodeAt(offset);
    if (unit === LF || (unit === CR && text.charCodeAt(offset + 1) !== LF)) starts.push(offset + 1);
  }
  return starts;
}

/** The line on which an offset stands: an index into `starts`, so 0-based; a line's end belongs to its line. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

const LF = 0x0a;
const CR = 0x0d;
