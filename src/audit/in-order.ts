/** What was joined from several lists in their order, where each of them is in that order; otherwise as it is. */
export function inOrder<Item>(joined: readonly Item[], lists: readonly (readonly Item[])[], compare: (a: Item, b: Item) => number): readonly Item[] {
  const isSorted = (list: readonly Item[]) => list.every((item, i) => { const next = list[i + 1]; return next === undefined || compare(item, next) <= 0; });
  return lists.every(isSorted) ? joined.toSorted(compare) : joined;
}
