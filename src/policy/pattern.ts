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

/** One letter or digit; only in what a requirement is about, never in a policy. */
export const alphanumeric: Token = -5;

export const colon = 58;

export interface Pattern {
  /** The pattern as its author wrote it. */
  readonly text: string;
  readonly tokens: readonly Token[];
  /** What stands before the first wildcard. */
  readonly prefix: string;
  /** Most patterns are a text, or a text and `*`, and need no automaton. */
  readonly shape: "exact" | "beginning" | "general";
  /** The state behind the prefix. */
  readonly begin: () => State;
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
  /** Letters and digits, as a whole, are told apart from the rest. */
  readonly tellsAlphanumerics: boolean;
  /** Whatever follows leads back here. */
  readonly settled: boolean;
  /** Where each of the characters told apart leads, and where all others lead; filled in as it is asked for. */
  readonly arrows: (State | undefined)[];
  other: State | undefined;
  /** Where all others lead that are no letters or digits, in a state that tells these apart as a whole. */
  odd: State | undefined;
}

/** The pattern that the tokens spell. */
export function patternOf(text: string, tokens: readonly Token[]): Pattern {
  const wild = tokens.findIndex((token) => token < 0);
  let prefix = "";
  for (const token of wild < 0 ? tokens : tokens.slice(0, wild)) prefix += String.fromCharCode(token);
  const shape = wild < 0 ? "exact" : wild === tokens.length - 1 && tokens[wild] === many ? "beginning" : "general";
  const pattern: Pattern = { text, tokens, prefix, shape, states: new Map(), begin: () => begin ??= stateOf(pattern, [prefix.length]) };
  let begin: State | undefined;
  return pattern;
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
  if (text.length <= prefix.length) return stateOf(pattern, prefix.startsWith(text) ? [text.length] : []);
  let state = text.startsWith(prefix) ? pattern.begin() : stateOf(pattern, []);
  for (let at = prefix.length; at < text.length && !state.settled; at++) {
    if (state.other === state && state.told.length === 1 && !state.tellsAlphanumerics) {
      at = text.indexOf(String.fromCharCode(state.told[0] ?? 0), at);
      if (at < 0) return state;
    }
    state = step(pattern, state, text.charCodeAt(at));
  }
  return state;
}

/** The state after one more character. */
export function step(pattern: Pattern, state: State, code: number): State {
  const arrow = state.told.indexOf(code);
  const isOdd = arrow < 0 && state.tellsAlphanumerics && !isAlphanumeric(code);
  const known = isOdd ? state.odd : arrow < 0 ? state.other : state.arrows[arrow];
  if (known !== undefined) return known;
  const reached: number[] = [];
  for (const position of state.positions) {
    const token = pattern.tokens[position];
    if (token === many || (token === manyInSegment && code !== colon)) reached.push(position);
    else if (token === code || token === one || (token === oneInSegment && code !== colon) || (token === alphanumeric && isAlphanumeric(code))) reached.push(position + 1);
  }
  const next = stateOf(pattern, reached);
  if (isOdd) state.odd = next;
  else if (arrow < 0) state.other = next;
  else state.arrows[arrow] = next;
  return next;
}

const isAlphanumeric = (code: number) => (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

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
  const settled = positions.length === 0 || (positions.length > 1 && positions.every((position) => position === tokens.length || tokens[position] === many));
  const state: State = { positions, accepts: positions.at(-1) === tokens.length, told: toldAt(tokens, positions), tellsAlphanumerics: positions.some((position) => tokens[position] === alphanumeric), settled, arrows: [], other: undefined, odd: undefined };
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
