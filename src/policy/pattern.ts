/**
 * Patterns of the IAM policy language, as automata: each is read once, from left to right, in time linear in the text, and
 * several can be walked side by side, which is what `contain` does.
 */

/** A character by its UTF-16 code, or one of the wildcards and unknown texts below. */
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
/** One digit; likewise. */
export const digit: Token = -6;

/** One character of a name that holds neither slash nor colon, as a bucket's, and any run of them; likewise. */
export const oneInName: Token = -8;
export const manyInName: Token = -9;

/** A letter in either case; only for what is compared without regard to case. From here downwards. */
const firstEitherCase: Token = -100;

/** The token for a character in either case. */
export function eitherCase(code: number): Token {
  const [lower = code, ...more] = codesOf(String.fromCharCode(code).toLowerCase());
  return more.length === 0 && spellingsOf(lower).length > 1 ? firstEitherCase - lower : code;
}

/** From here on tokens stand for texts that nobody knows (`unknown-text.ts`): each is equal to itself, and `*` matches it. */
export const firstUnknown: Token = 0x110000;

/** The end of a pattern, or of one of several that are read together. */
const end: Token = -7;

export const colon = 58;

export interface Pattern {
  /** The pattern as its author wrote it. */
  readonly text: string;
  readonly tokens: readonly Token[];
  /** Where in `tokens` a reader begins: in several places where several patterns are read together. */
  readonly starts: readonly number[];
  /** What stands before the first wildcard or unknown text. */
  readonly prefix: string;
  /** Most patterns are a text, or a text and `*`, and need no automaton. */
  readonly shape: "exact" | "beginning" | "general";
  /** The state behind the prefix, once somebody has stood there. */
  begin: State | undefined;
  /** The states met so far by their positions: two readers who stand alike are in one state. */
  readonly states: Map<string, State>;
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
  return { text, tokens: [...tokens, end], starts: [0], prefix, shape, states: new Map(), begin: undefined };
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
  const reached: number[] = [];
  for (const position of state.positions) {
    const token = pattern.tokens[position];
    if (token === undefined || !takes(token, code)) continue;
    reached.push(isRun(token) ? position : position + 1);
  }
  const next = stateOf(pattern, reached);
  if (arrow < 0) state.others[kind] = next;
  else state.arrows[arrow] = next;
  return next;
}

/** Whether a token stands for any run of characters, which it may go on with. */
export const isRun = (token: Token | undefined) => token === many || token === manyInSegment || token === manyInName;

/** Whether a character, or a text that nobody knows, is what the token stands for, or can be part of it. */
export function takes(token: Token, code: Token): boolean {
  switch (token) {
    case many: return true;
    case manyInSegment: return code !== colon;
    case manyInName: return code !== colon && code !== slash;
    case one: return code < firstUnknown;
    case oneInSegment: return code < firstUnknown && code !== colon;
    case oneInName: return code < firstUnknown && code !== colon && code !== slash;
    case alphanumeric: return kindOf(code) < 2;
    case digit: return kindOf(code) === 0;
    default: return token === code || (token <= firstEitherCase && spellingsOf(firstEitherCase - token).includes(code));
  }
}

const slash = 47;

/** A character in lower case and all that become it: but for two old signs, the one in upper case. */
const spellingsOf = (lower: number): readonly number[] =>
  [lower, ...codesOf(String.fromCharCode(lower).toUpperCase() + (signs[lower] ?? ""))].filter((code, i, all) => all.indexOf(code) === i && String.fromCharCode(code).toLowerCase() === String.fromCharCode(lower));

const signs: Readonly<Record<number, string>> = { 0x6b: "\u212a", 0xe5: "\u212b" };

/** The characters of a text. */
export const codesOf = (text: string): readonly number[] => Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

/** The kinds of characters: 0 a digit, 1 a letter, 2 another character; 3 a text that nobody knows. */
export function kindOf(code: Token): number {
  if (code >= 48 && code <= 57) return 0;
  if ((code >= 65 && code <= 90) || (code >= 97 && code <= 122)) return 1;
  return code < firstUnknown ? 2 : 3;
}

/** The state behind the first characters of the prefix. */
const stateBehind = (pattern: Pattern, length: number) => stateOf(pattern, pattern.starts.map((start) => start + length));

/** A pattern has at most this many states in memory; above it, they are made anew: `*a` and a hundred `?` have 2^100. */
const mostStates = 4096;

function stateOf(pattern: Pattern, reached: readonly number[]): State {
  const { tokens, states } = pattern;
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

function toldBy(token: Token | undefined): readonly number[] {
  if (token === undefined) return [];
  if (token >= 0) return [token];
  if (token === oneInSegment || token === manyInSegment) return [colon];
  if (token === oneInName || token === manyInName) return [colon, slash];
  return token <= firstEitherCase ? spellingsOf(firstEitherCase - token) : [];
}
