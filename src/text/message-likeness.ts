/**
 * How much of the shorter of two messages stands in the other, word for word and in its order, from 0 to 1: so a part of a message is
 * like the whole, and so is a message with words around it. ARNs, numbers, identifiers and `<placeholders>` do not count, nor do case
 * and punctuation; messages that name actions, and no action in common, are not alike.
 */
export function likeness(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const shorter = Math.min(a.length, b.length);
  if (shorter === 0) return 0;
  const [actions, others] = [a.filter(isAction), b.filter(isAction)];
  if (actions.length > 0 && others.length > 0 && !actions.some((action) => others.includes(action))) return 0;
  return commonWords(a, b) / shorter;
}

const isAction = (word: string) => /^[a-z0-9-]+:[a-z]+$/.test(word);

function wordsOf(message: string): readonly string[] {
  return message.toLowerCase()
    .replace(/arn:[^\s,;"')\]]*/g, " ").replace(/<[^<>]*>/g, " ").replace(/\b[a-z]+-[0-9a-f]{6,}\b/g, " ").replace(/\b\d[\d.]*\b/g, " ")
    .split(/[^a-z0-9:.]+/).map((word) => word.replace(/^[:.]+|[:.]+$/g, "")).filter((word) => word !== "");
}

/** The length of the longest run of words, not necessarily side by side, that both have. */
function commonWords(a: readonly string[], b: readonly string[]): number {
  let above: readonly number[] = b.map(() => 0);
  for (const word of a) {
    const row: number[] = [];
    for (const [i, other] of b.entries()) row.push(word === other ? (above[i - 1] ?? 0) + 1 : Math.max(above[i] ?? 0, row[i - 1] ?? 0));
    above = row;
  }
  return above.at(-1) ?? 0;
}
