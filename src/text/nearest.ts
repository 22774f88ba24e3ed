/**
 * The candidate that a word is most likely a misspelling of: the one with the fewest letters left out, added, replaced or
 * swapped with their neighbour, whatever the case; of equals the first. Undefined where the nearest differs in more than
 * a third of the word's letters (in more than one, for a word of 3 to 5), or in any for a shorter word.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const sought = word.toLowerCase();
  let within = sought.length < 3 ? 0 : Math.floor(sought.length / 3);
  let best: string | undefined;
  for (const candidate of candidates) {
    const distance = distanceOf(sought, candidate.toLowerCase(), within);
    if (distance > within) continue;
    best = candidate;
    if (distance === 0) return best;
    within = distance - 1;
  }
  return best;
}

/** The candidate that a word is a misspelling of beyond doubt: the nearest, where no other is as near; or undefined. */
export function onlyNearest(word: string, candidates: readonly string[]): string | undefined {
  const best = nearest(word, candidates);
  if (best === undefined) return undefined;
  const [sought, within] = [word.toLowerCase(), distanceOf(word.toLowerCase(), best.toLowerCase(), word.length)];
  return candidates.some((other) => other !== best && distanceOf(sought, other.toLowerCase(), within) <= within) ? undefined : best;
}

/** Whether two words differ in no more than one letter left out, added, replaced or swapped with its neighbour, case aside; and not in the last, by which one thing differs from several. */
export function isSlip(word: string, meant: string): boolean {
  const [a, b] = [word.toLowerCase(), meant.toLowerCase()];
  return a.at(-1) === b.at(-1) && distanceOf(a, b, 1) <= 1;
}

/**
 * The optimal string alignment distance of two words; any number above `within` where it is above. Of the table of
 * distances between their beginnings three rows are kept.
 */
function distanceOf(a: string, b: string, within: number): number {
  if (Math.abs(a.length - b.length) > within) return Infinity;
  let before: readonly number[] = [];
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current.push(Math.min(
        at(above, column) + 1,
        at(current, column - 1) + 1,
        at(above, column - 1) + (same ? 0 : 1),
        swapped ? at(before, column - 2) + 1 : Infinity,
      ));
    }
    // A later row never gets below both of two rows, so a hopeless pair is left early.
    if (Math.min(...current) > within && Math.min(...above) > within) return Infinity;
    before = above;
    above = current;
  }
  return at(above, b.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? Infinity;
