/** One splice of an artifact's text: what stands from `start` to `end` becomes `text`. Offsets in UTF-16 units, 0-based, end exclusive. */
export interface Edit {
  readonly artifact: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with the edits made, whatever their order; every other unit of it stays. Throws where two of them are about the same text: see `areApart`. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = edits.toSorted(byPlace);
  if (!areApart(sorted)) throw new Error("edits that overlap cannot be made at once");
  const ends = [0, ...sorted.map(({ end }) => end)];
  return sorted.map((edit, i) => text.slice(ends[i], edit.start) + edit.text).join("") + text.slice(ends.at(-1));
}

/** Whether the edits can be made at once: none touches what another changes, and no two insert at one place. */
export function areApart(edits: readonly Edit[]): boolean {
  const sorted = edits.toSorted(byPlace);
  return sorted.every((edit, i) => {
    const before = sorted[i - 1];
    return before === undefined || before.artifact !== edit.artifact || (before.end <= edit.start && before.start < edit.start);
  });
}

/** The edits by the artifact that they are about. */
export function byArtifact(edits: readonly Edit[]): ReadonlyMap<string, readonly Edit[]> {
  return new Map([...new Set(edits.map(({ artifact }) => artifact))].map((artifact) => [artifact, edits.filter((edit) => edit.artifact === artifact)]));
}

const byPlace = (a: Edit, b: Edit) => a.artifact < b.artifact ? -1 : a.artifact > b.artifact ? 1 : a.start - b.start || a.end - b.end;
