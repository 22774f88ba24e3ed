/**
 * All that the lists hold, in their order: what has one key once, or as often as the list that has it most often. Where a
 * later list has it again, `join` says what becomes of the two; without it the first stays.
 */
export function union<Item>(lists: readonly (readonly Item[])[], keyOf: (item: Item) => string, join: (before: Item, again: Item) => Item = (before) => before): readonly Item[] {
  const found = new Map<string, Item>();
  for (const list of lists) {
    const times = new Map<string, number>();
    for (const item of list) {
      const key = keyOf(item);
      const nth = times.get(key) ?? 0;
      times.set(key, nth + 1);
      const before = found.get(`${nth} ${key}`);
      found.set(`${nth} ${key}`, before === undefined ? item : join(before, item));
    }
  }
  return [...found.values()];
}
