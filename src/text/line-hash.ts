/**
 * For each line of a text, in order, the value that GitHub code scanning knows an alert again by (SARIF's partial
 * fingerprint `primaryLocationLineHash`): a hash of the 100 characters from the line's start on, in hexadecimal without
 * leading zeros, a colon, and how many lines up to this one have that hash. Spaces and tabs do not count and line ends
 * are alike, so that reformatting a file leaves its alerts known. Every line has one, an empty text's only line too.
 * A text is gone through only as far as somebody asks.
 *
 * Source: https://github.com/github/codeql-action, src/fingerprints.ts.
 */
export function* lineHashes(text: string): Generator<string, void> {
  const { read, characters, starts } = condensed(text);
  const seen = new Map<string, number>();
  // The hash is a number of 64 bits, in two unsigned halves: the products below stay exact as doubles. No object is made for it,
  // for this runs once for every character of every file.
  let high = 0;
  let low = 0;
  let line = 0;
  // The window that ends before `end` starts at `end - WINDOW`; past the text's end it is filled up with zeros.
  for (let end = 1; read(end) || line < starts.length; end += 1) {
    const coming = characters[end - 1] ?? 0;
    const leaving = characters[end - 1 - WINDOW] ?? 0;
    const wideLow = low * FACTOR + coming - LEAVING_LOW * leaving;
    high = modulo(high * FACTOR - LEAVING_HIGH * leaving + Math.floor(wideLow / HALF));
    low = modulo(wideLow);
    if (starts[line] !== end - WINDOW) continue;
    const value = hexOf(high, low);
    const count = (seen.get(value) ?? 0) + 1;
    seen.set(value, count);
    line += 1;
    yield `${value}:${count}`;
  }
}

const WINDOW = 100;
const FACTOR = 37;
const HALF = 2 ** 32;
/** What stands for the end of the text. */
const END = 0xffff;

/** 37 to the power of the window's length: the weight of the character that leaves the window. */
const LEAVING_HIGH = Number(BigInt.asUintN(64, 37n ** 100n) >> 32n);
const LEAVING_LOW = Number(BigInt.asUintN(32, 37n ** 100n));

const modulo = (value: number): number => value - Math.floor(value / HALF) * HALF;

const hexOf = (high: number, low: number): string => ((BigInt(high) << 32n) | BigInt(low)).toString(16);

/** The characters that count, line ends as `\n`, and where among them each line starts: as far as they have been read, and whether there are so many. */
function condensed(text: string): { readonly read: (count: number) => boolean; readonly characters: readonly number[]; readonly starts: readonly number[] } {
  const characters: number[] = [];
  const starts = [0];
  let offset = 0;
  const read = (count: number): boolean => {
    for (; characters.length < count && offset < text.length; offset += 1) {
      const unit = text.charCodeAt(offset);
      if (unit === 0x20 || unit === 0x09 || (unit === 0x0a && text.charCodeAt(offset - 1) === 0x0d)) continue;
      characters.push(unit === 0x0d ? 0x0a : unit);
      if (unit === 0x0d || unit === 0x0a) starts.push(characters.length);
    }
    if (characters.length < count && offset === text.length) {
      offset += 1;
      characters.push(END);
    }
    return characters.length >= count;
  };
  return { read, characters, starts };
}
