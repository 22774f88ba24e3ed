import type { Span } from "../text/location.js";
import type { ExactPlace } from "./exactly.js";

/**
 * What to take away with a property or an entry of a list: up to the next one, or from the one before where it is the last.
 * Undefined for what stands alone in a list, and for what no comma separates from its neighbours.
 */
export function removal({ within }: ExactPlace, text: string): Span | undefined {
  if (within === undefined || !/^[[{]/.test(text.slice(within.parent.span.start))) return undefined;
  const spans = within.parent.kind === "list" ? within.parent.items.map(({ span }) => span) : within.parent.entries.map(({ keySpan, value }) => ({ start: keySpan.start, end: value.span.end }));
  const own = "key" in within.item ? { start: within.item.keySpan.start, end: within.item.value.span.end } : within.item.span;
  const at = spans.findIndex(({ start }) => start === own.start);
  const [before, next] = [spans[at - 1], spans[at + 1]];
  if (next !== undefined) return { start: own.start, end: next.start };
  if (before !== undefined) return { start: before.end, end: own.end };
  return within.parent.kind === "map" ? own : undefined;
}
