import { alphanumeric, colon, many, manyInSegment, one, oneInSegment, type Token } from "../policy/pattern.js";
import { resourceEntry } from "../policy/resource.js";
import { remembering } from "../text/remembering.js";
import type { ResourceType } from "./service.js";

/**
 * Whether a `Resource` entry, an ARN or a pattern of ARNs, matches any resource of the type. A variable or `*` of the type's
 * template stands for any text that is not empty, as the pages say no more of it; but bucket names hold no slash, and nothing in the
 * first five parts of an ARN a colon.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function fits(entry: string, { arns }: ResourceType): boolean {
  const { tokens } = resourceEntry(entry, true).pattern;
  return arns.some((template) => meet(templateTokens(template).tokens, tokens));
}

/** A well-formed ARN for each template of the type: `arn:aws:iam::123456789012:role/a`. */
export function sampleArns({ arns }: ResourceType): readonly string[] {
  return arns.map(sampleOf);
}

function sampleOf(template: string): string {
  let letters = 0;
  return pieces(template).map(({ text, variable, part }) => {
    if (variable === undefined) return text;
    return parts[part] ?? names[variable] ?? String.fromCharCode(97 + letters++);
  }).join("");
}

/** What stands for a variable in a part of an ARN: the partition, any service, the Region, the account. */
const parts: readonly (string | undefined)[] = [undefined, "aws", "s3", "us-east-1", "123456789012"];

/** Names that AWS gives a form. */
const names: Readonly<Record<string, string>> = { BucketName: "bucket", KeyId: "1234abcd-12ab-34cd-56ef-1234567890ab", SecretId: "a-AbCdEf" };

interface Piece {
  readonly text: string;
  /** `BucketName` of `${BucketName}`, empty for `*`; undefined for what stands as it is. */
  readonly variable: string | undefined;
  /** Which part of the ARN it begins in, 0-based; all behind the fifth colon is the last, 5. */
  readonly part: number;
}

function pieces(template: string): readonly Piece[] {
  let colons = 0;
  return template.split(/(\$?\{[^}]*\}|\*)/).map((text, i) => {
    const part = Math.min(colons, 5);
    colons += text.split(":").length - 1;
    return { text, variable: i % 2 === 0 ? undefined : text.replace(/[*${}]/g, ""), part };
  });
}

/** One character, or any run of them, that a bucket's name may hold: no token of a policy is so narrow. */
const oneInName: Token = -100;
const manyInName: Token = -101;
const slash = 47;

const templateTokens = remembering((template: string) => ({
  tokens: pieces(template).flatMap(({ text, variable, part }): readonly Token[] => {
    if (variable === undefined) return Array.from(text, (character) => character.charCodeAt(0));
    if (variable === "BucketName") return [oneInName, manyInName];
    return part < 5 ? [oneInSegment, manyInSegment] : [one, many];
  }),
}));

/** Whether some text is matched by both: a walk over the pairs of places that their readers can stand at. */
function meet(a: readonly Token[], b: readonly Token[]): boolean {
  const width = b.length + 1;
  const seen = new Set([0]);
  for (const place of seen) {
    const [i, j] = [Math.floor(place / width), place % width];
    if (i === a.length && j === b.length) return true;
    const [x, y] = [a[i], b[j]];
    if (x !== undefined && isRun(x)) seen.add(place + width);
    if (y !== undefined && isRun(y)) seen.add(place + 1);
    if (x !== undefined && y !== undefined && share(x, y)) seen.add((isRun(x) ? i : i + 1) * width + (isRun(y) ? j : j + 1));
  }
  return false;
}

const isRun = (token: Token) => token === many || token === manyInSegment || token === manyInName;

/** Whether there is a character that both take: a letter, where neither is a character itself. */
const share = (x: Token, y: Token) => x >= 0 ? takes(y, x) : y < 0 || takes(x, y);

function takes(token: Token, code: number): boolean {
  switch (token) {
    case one: case many: return true;
    case oneInSegment: case manyInSegment: return code !== colon;
    case oneInName: case manyInName: return code !== colon && code !== slash;
    case alphanumeric: return /[A-Za-z0-9]/.test(String.fromCharCode(code));
    default: return token === code;
  }
}
