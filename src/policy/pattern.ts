/**
 * Patterns of the IAM policy language, as automata: each is read once, from left to right, in time linear in the text, and
 * several can be walked side by side, which is what `contain` does.
 */

/** A character by its UTF-16 code, or one of the wildcards below. */
export type Token = number;

/** `?`: any one character. */
export const one: Token = -1;
/** `?` in one of the first five segments of an ARN: any one character but a colon. */
export const oneInSegment: Token = -2;
/** `*`: any run of characters. */
export const many: Token = -3;
/** `*` in a segment that it may not leave: any run of characters but colons. */
export const manyInSegment: Token = -4;

export const colon = 58;

export interface Pattern {
  /** The pattern as its author wrote it. */
  readonly text: string;
  readonly tokens: readonly Token[];
  /** What stands before the first wildcard. */
  readonly prefix: string;
  /** The states met so far by their positions: two readers who stand alike are in one state. */
  readonly states: Map<string, State>;
}

/** Where a reader of some text may stand in the pattern. */
export interface State {
  /** Ascending indices into `tokens` of what may come next. Empty: nothing that follows can match. */
  readonly positions: readonly number[];
  /** Whether the text read so far is matched. */
  readonly accepts: boolean;
  /** The characters that are told apart here; all others lead to the same state. */
  readonly told: readonly number[];
  /** Where each character leads, filled in as it is asked for. */
  readonly next: Map<number, State>;
}

/** The pattern that the tokens spell. */
export function patternOf(text: string, tokens: readonly Token[]): Pattern {
  const wild = tokens.findIndex((token) => token < 0);
  const prefix = String.fromCharCode(...(wild < 0 ? tokens : tokens.slice(0, wild)));
  return { text, tokens, prefix, states: new Map() };
}

/** Whether the pattern matches this very text: all of it, and with regard to case. */
export function matches(pattern: Pattern, text: string): boolean {
  return read(pattern, text).accepts;
}

/** The state after this text. What the pattern says literally at its beginning is compared at one go. */
export function read(pattern: Pattern, text: string): State {
  const { prefix } = pattern;
  if (text.length <= prefix.length) return stateOf(pattern, prefix.startsWith(text) ? [text.length] : []);
  let state = stateOf(pattern, text.startsWith(prefix) ? [prefix.length] : []);
  for (let i = prefix.length; i < text.length && state.positions.length > 0; i++) state = step(pattern, state, text.charCodeAt(i));
  return state;
}

/** The state after one more character. */
export function step(pattern: Pattern, state: State, code: number): State {
  const symbol = state.told.includes(code) ? code : anyOther;
  const known = state.next.get(symbol);
  if (known !== undefined) return known;
  const reached: number[] = [];
  for (const position of state.positions) {
    const token = pattern.tokens[position];
    if (token === many || (token === manyInSegment && code !== colon)) reached.push(position);
    else if (token === code || token === one || (token === oneInSegment && code !== colon)) reached.push(position + 1);
  }
  const next = stateOf(pattern, reached);
  state.next.set(symbol, next);
  return next;
}

const anyOther = -1;

/** A pattern has at most this many states in memory; above it, they are made anew: `*a` and a hundred `?` have 2^100. */
const mostStates = 4096;

/**
 * The state with these positions, in ascending order, and those behind them: a wildcard for any run may be passed over, so
 * standing before one is standing behind it as well.
 */
function stateOf({ tokens, states }: Pattern, reached: readonly number[]): State {
  const positions: number[] = [];
  let last = -1;
  for (const from of reached) {
    if (from <= last) continue;
    last = from;
    positions.push(last);
    while (tokens[last] === many || tokens[last] === manyInSegment) positions.push(++last);
  }
  const key = positions.join();
  const known = states.get(key);
  if (known !== undefined) return known;
  if (states.size >= mostStates) states.clear();
  const state: State = { positions, accepts: positions.at(-1) === tokens.length, told: toldAt(tokens, positions), next: new Map() };
  states.set(key, state);
  return state;
}

function toldAt(tokens: readonly Token[], positions: readonly number[]): readonly number[] {
  const told: number[] = [];
  for (const position of positions) {
    const token = tokens[position];
    const code = token === oneInSegment || token === manyInSegment ? colon : token;
    if (code !== undefined && code >= 0 && !told.includes(code)) told.push(code);
  }
  return told;
}
