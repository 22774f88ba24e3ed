import { matches, read, step, type Pattern, type State } from "./pattern.js";
import { hasUnknown, unknownParts } from "../text/unknown.js";
import { codesOf, kindOf, type Token } from "./token.js";
import { textOfToken, unknownToken } from "./unknown-token.js";

/** Texts that no pattern tells apart: each matches all of `hits` and none of the others. */
export interface TextClass {
  readonly hits: ReadonlySet<Pattern>;
  /** The shortest of them, in the plainest characters. */
  readonly sample: string;
}

/**
 * The classes into which the patterns part the texts that `within` matches, shortest sample first: a walk in breadth over the
 * product of the automata. Ends with "budget" where more states than that were met.
 */
export function* classesOf(within: Pattern, patterns: readonly Pattern[], budget: number): Generator<TextClass | "budget"> {
  const walked = [within, ...patterns];
  const keyOf = keyer();
  const start: Place = { states: walked.map((pattern) => read(pattern, within.prefix)), before: undefined, code: 0 };
  const queue = [start];
  const seen = new Set([keyOf(start.states)]);
  const classes = new Set<string>();
  for (const place of queue) {
    const [inside, ...others] = place.states;
    if (inside?.accepts === true) {
      const verdict = others.map((state) => state.accepts ? "1" : "0").join("");
      if (!classes.has(verdict)) yield { hits: new Set(patterns.filter((_, i) => others[i]?.accepts === true)), sample: within.prefix + textOf(place) };
      classes.add(verdict);
    }
    for (const code of symbolsAt(place.states)) {
      const states = place.states.map((state, i) => step(walked[i] ?? within, state, code));
      if (states[0]?.positions.length === 0) continue;
      const key = keyOf(states);
      if (seen.has(key)) continue;
      if (seen.size >= budget) {
        yield "budget";
        return;
      }
      seen.add(key);
      queue.push({ states, before: place, code });
    }
  }
}

/** A text of the class that reads well: the first of the likely ones that is in it, or else the shortest that there is. */
export function naturalIn({ sample, hits }: TextClass, within: Pattern, patterns: readonly Pattern[], likely: readonly string[]): string {
  return likely.find((text) => matched(within, text) && patterns.every((pattern) => matched(pattern, text) === hits.has(pattern))) ?? sample;
}

/** Whether a pattern matches a text that may have parts which nobody knows. */
function matched(pattern: Pattern, text: string): boolean {
  if (!hasUnknown(text)) return matches(pattern, text);
  const tokens = unknownParts(text).flatMap((part, i) => i % 2 === 0 ? codesOf(part) : [unknownToken(part)]);
  return tokens.reduce((state, token) => step(pattern, state, token), read(pattern, "")).accepts;
}

/** Where all the automata stand after some text, and how they got there. */
interface Place {
  readonly states: readonly State[];
  readonly before: Place | undefined;
  readonly code: Token;
}

function textOf(place: Place): string {
  const characters: string[] = [];
  for (let at = place; at.before !== undefined; at = at.before) characters.push(textOfToken(at.code));
  return characters.reverse().join("");
}

/** The characters worth trying: those that are told apart here, and of each kind one that stands for all others; the plainest first. */
function symbolsAt(states: readonly State[]): readonly number[] {
  const told = new Set(states.flatMap((state) => state.told));
  const others = states.some((state) => state.tellsKinds) ? [0, 1, 2].map((kind) => otherThan(told, (code) => kindOf(code) === kind)) : [otherThan(told, () => true)];
  return [...told, ...others].sort((a, b) => rankOf(a) - rankOf(b));
}

function otherThan(told: ReadonlySet<number>, isMeant: (code: number) => boolean): number {
  for (let i = 0; ; i++) {
    const code = i < plain.length ? plain.charCodeAt(i) : privateUse + i;
    if (isMeant(code) && !told.has(code)) return code;
  }
}

function rankOf(code: number): number {
  const rank = plain.indexOf(String.fromCharCode(code));
  return rank < 0 ? plain.length + code : rank;
}

const plain = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_./";

/** Where Unicode leaves room: no name holds these characters. */
const privateUse = 0xe000;

/** Names tuples of states; a state is named when it is first met. */
function keyer(): (states: readonly State[]) => string {
  const names = new Map<State, number>();
  const nameOf = (state: State) => {
    const known = names.get(state);
    if (known !== undefined) return known;
    names.set(state, names.size);
    return names.size - 1;
  };
  return (states) => states.map(nameOf).join();
}

/** Whether one pattern matches all that another matches. Where that takes a long walk, no. */
export function isWithin(inner: Pattern, outer: Pattern): boolean {
  for (const each of classesOf(inner, [outer], 1000)) if (each === "budget" || !each.hits.has(outer)) return false;
  return true;
}
