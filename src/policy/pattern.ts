import { alphanumeric, digit, end, firstUnknown, isRun, loosely, kindOf, many, takes, toldBy, type Token } from "./token.js";

/**
 * Patterns of the IAM policy language, as automata: each is read once, from left to right, in time linear in the text, and
 * several can be walked side by side, which is what `contain` does.
 */

export interface Pattern {
  /** The pattern as its author wrote it. */
  readonly text: string;
  /** Undefined for a text without wildcards until somebody walks it: most are compared as they stand. `tokensOf` makes them. */
  tokens: readonly Token[] | undefined;
  /** Where in `tokens` a reader begins: in several places where several patterns are read together. */
  readonly starts: readonly number[];
  /** What stands before the first wildcard or unknown text. */
  readonly prefix: string;
  /** Most patterns are a text, or a text and `*`, and need no automaton. */
  readonly shape: "exact" | "beginning" | "general";
  /** The state behind the prefix, once somebody has stood there. */
  begin: State | undefined;
  /** Whether a text that nobody knows is read as any text. */
  readonly loose?: true;
  /** The states met so far by their positions, once there are any: two readers who stand alike are in one state. */
  states: Map<string, State> | undefined;
}

/** Where a reader of some text may stand in the pattern. */
export interface State {
  /** Ascending indices into `tokens` of what may come next. Empty: nothing that follows can match. */
  readonly positions: readonly number[];
  /** Whether the text read so far is matched. */
  readonly accepts: boolean;
  /** The characters that are told apart here; all others of one kind lead to the same state. */
  readonly told: readonly number[];
  /** Whether digits, letters and the rest are told apart as kinds; if not, all are of the first. */
  readonly tellsKinds: boolean;
  /** Whatever follows leads back here. */
  readonly settled: boolean;
  /** Where each of the characters told apart leads, and where the others of each kind lead; filled in as it is asked for. */
  readonly arrows: (State | undefined)[];
  readonly others: (State | undefined)[];
}

/** The pattern that the tokens spell. */
export function patternOf(text: string, tokens: readonly Token[]): Pattern {
  const wild = tokens.findIndex((token) => token < 0 || token >= firstUnknown);
  let prefix = "";
  for (const token of wild < 0 ? tokens : tokens.slice(0, wild)) prefix += String.fromCharCode(token);
  const shape = wild < 0 ? "exact" : wild === tokens.length - 1 && tokens[wild] === many ? "beginning" : "general";
  return { text, tokens: [...tokens, end], starts: [0], prefix, shape, states: undefined, begin: undefined };
}

/** The pattern of one text without wildcards. */
export function literalPattern(text: string, literal: string): Pattern {
  return { text, tokens: undefined, starts: [0], prefix: literal, shape: "exact", states: undefined, begin: undefined };
}

/** What the pattern is made of, and its end. */
export function tokensOf(pattern: Pattern): readonly Token[] {
  return pattern.tokens ??= [...Array.from({ length: pattern.prefix.length }, (_, i) => pattern.prefix.charCodeAt(i)), end];
}

/** Whether the pattern matches this very text: all of it, and with regard to case. */
export function matches(pattern: Pattern, text: string): boolean {
  const { prefix, shape } = pattern;
  // Names differ in their last letters more often than in their first: most texts are told apart by one comparison.
  const last = prefix.length - 1;
  if (text.charCodeAt(last) !== prefix.charCodeAt(last) && last >= 0) return false;
  switch (shape) {
    case "exact": return text === prefix;
    case "beginning": return text.startsWith(prefix);
    case "general": return text.startsWith(prefix) && read(pattern, text).accepts;
  }
}

/** The state after this text. What the pattern says literally at its beginning is compared at one go, and waiting is skipped. */
export function read(pattern: Pattern, text: string): State {
  const { prefix } = pattern;
  if (text.length <= prefix.length) return prefix.startsWith(text) ? stateBehind(pattern, text.length) : stateOf(pattern, []);
  let state = text.startsWith(prefix) ? pattern.begin ??= stateBehind(pattern, prefix.length) : stateOf(pattern, []);
  for (let at = prefix.length; at < text.length && !state.settled; at++) {
    if (state.others[0] === state && state.told.length === 1 && !state.tellsKinds) {
      at = text.indexOf(String.fromCharCode(state.told[0] ?? 0), at);
      if (at < 0) return state;
    }
    state = step(pattern, state, text.charCodeAt(at));
  }
  return state;
}

/** The state after one more character, or after a text that nobody knows. */
export function step(pattern: Pattern, state: State, code: Token): State {
  const arrow = state.told.indexOf(code);
  const kind = state.tellsKinds || code >= firstUnknown ? kindOf(code) : 0;
  const known = arrow < 0 ? state.others[kind] : state.arrows[arrow];
  if (known !== undefined) return known;
  const reached = pattern.loose && code >= firstUnknown ? reachable(pattern, state, code) : reachedBy(pattern, state, code);
  const next = stateOf(pattern, reached);
  if (arrow < 0) state.others[kind] = next;
  else state.arrows[arrow] = next;
  return next;
}

function reachedBy(pattern: Pattern, { positions }: State, code: Token): readonly number[] {
  const tokens = tokensOf(pattern);
  const reached: number[] = [];
  for (const position of positions) {
    const token = tokens[position];
    if (token !== undefined && takes(token, code)) reached.push(isRun(token) ? position : position + 1);
  }
  return reached;
}

/**
 * Wherever some text leads from here, to the end of each pattern. Who stands at the same text that nobody knows, and nowhere else,
 * has read as much as is read: that text is equal to itself.
 */
function reachable(pattern: Pattern, { positions }: State, code: Token): readonly number[] {
  const tokens = tokensOf(pattern);
  const [first = tokens.length, second, ...others] = positions;
  if (tokens[first] === loosely(code) && second !== undefined && others.length === 0) return [second];
  const reached = new Set(positions);
  for (const position of reached) if (tokens[position] !== end) reached.add(position + 1);
  return [...reached].sort((a, b) => a - b);
}

/**
 * The pattern of all that may be matched, whatever the texts are that nobody knows, in the pattern or in what is read: the
 * other pattern is of what is matched for certain.
 */
export function loosened(pattern: Pattern): Pattern {
  return { ...pattern, tokens: tokensOf(pattern).map(loosely), shape: "general", states: undefined, begin: undefined, loose: true };
}

/** The state behind the first characters of the prefix. */
const stateBehind = (pattern: Pattern, length: number) => stateOf(pattern, pattern.starts.map((start) => start + length));

/** A pattern has at most this many states in memory; above it, they are made anew: `*a` and a hundred `?` have 2^100. */
const mostStates = 4096;

function stateOf(pattern: Pattern, reached: readonly number[]): State {
  const [tokens, states] = [tokensOf(pattern), pattern.states ??= new Map<string, State>()];
  const positions = positionsFrom(tokens, reached);
  const key = positions.join();
  const known = states.get(key);
  if (known !== undefined) return known;
  if (states.size >= mostStates) {
    states.clear();
    // All others hang on it.
    pattern.begin = undefined;
  }
  const last = positions.at(-1);
  const settled = last === undefined || swallowsRest(tokens, last);
  const state: State = { positions, accepts: positions.some((position) => tokens[position] === end), told: toldAt(tokens, positions), tellsKinds: positions.some((position) => tokens[position] === alphanumeric || tokens[position] === digit), settled, arrows: [], others: [] };
  states.set(key, state);
  return state;
}

/**
 * These positions, in ascending order, and those behind them: a wildcard for any run may be passed over, so standing before one
 * is standing behind it as well. Who stands at a pattern's last `*` has matched whatever follows, and need not stand elsewhere.
 */
function positionsFrom(tokens: readonly Token[], reached: readonly number[]): readonly number[] {
  const positions: number[] = [];
  let last = -1;
  for (const from of reached) {
    if (from <= last) continue;
    last = from;
    positions.push(last);
    while (isRun(tokens[last])) positions.push(++last);
    if (swallowsRest(tokens, last)) return [last - 1, last];
  }
  return positions;
}

const swallowsRest = (tokens: readonly Token[], last: number) => tokens[last] === end && tokens[last - 1] === many;

function toldAt(tokens: readonly Token[], positions: readonly number[]): readonly number[] {
  return [...new Set(positions.flatMap((position) => toldBy(tokens[position])))];
}
