/** What the patterns of the policy language are made of. */

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

/** A letter in either case; only for what is compared without regard to case. From here downwards, one for each. */
const firstEitherCase: Token = -100;

/** The token for a character in either case. */
export function eitherCase(code: number): Token {
  const [lower = code, ...more] = codesOf(String.fromCharCode(code).toLowerCase());
  return more.length === 0 && spellingsOf(lower).length > 1 ? firstEitherCase - lower : code;
}

/** From here on tokens stand for texts that nobody knows (`unknown-text.ts`): each is equal to itself, and `*` matches it. */
export const firstUnknown: Token = 0x110000;

/** The end of a pattern, or of one of several that are read together. */
export const end: Token = -7;

export const colon = 58;

/** Whether a token stands for any run of characters, which it may go on with. */
export const isRun = (token: Token | undefined) => token === many || token === manyInSegment || token === manyInName || (token !== undefined && token <= -firstUnknown);

/** A text that nobody knows, where it may be any text. */
export const loosely = (token: Token): Token => token >= firstUnknown ? -token : token;

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
    default: return token === code || token <= -firstUnknown || (token <= firstEitherCase && spellingsOf(firstEitherCase - token).includes(code));
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

/** The characters that a token tells apart from all others of their kind. */
export function toldBy(token: Token | undefined): readonly number[] {
  if (token === undefined) return [];
  if (token >= 0) return [token];
  if (token === oneInSegment || token === manyInSegment) return [colon];
  if (token === oneInName || token === manyInName) return [colon, slash];
  if (token <= -firstUnknown) return [-token];
  return token <= firstEitherCase ? spellingsOf(firstEitherCase - token) : [];
}
