import { patternOf, type Pattern } from "../policy/pattern.js";
import { digit, isRun, manyInName, manyInSegment, many, one, oneInName, oneInSegment, takes, type Token } from "../policy/token.js";
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
  const { pattern } = resourceEntry(entry, true);
  return arns.some((template) => meet(ofTemplate(template), pattern));
}

/** All the resources of the type that are well-formed, in a partition: a pattern for each template. */
export function resourcesOf({ arns }: ResourceType, partition: string): readonly Pattern[] {
  return arns.map((template) => narrowly(template.replace("${Partition}", partition)));
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

const ofTemplate = remembering((template: string) => templatePattern(template, false));
const narrowly = remembering((template: string) => templatePattern(template, true));

/** What stands for any text in a template, but for a bucket's name and the account, takes what it may take at most or, if `narrow`, what names mostly hold. */
function templatePattern(template: string, narrow: boolean): Pattern {
  return patternOf(template, pieces(template).flatMap(({ text, variable, part }): readonly Token[] => {
    if (variable === undefined) return Array.from(text, (character) => character.charCodeAt(0));
    if (variable === "BucketName") return [oneInName, manyInName];
    if (narrow && part === 4) return Array.from({ length: 12 }, () => digit);
    return part < 5 || (narrow && variable !== "ObjectName") ? [oneInSegment, manyInSegment] : [one, many];
  }));
}

/** Whether some text is matched by both: a walk over the pairs of places that their readers can stand at. */
function meet({ tokens: a }: Pattern, { tokens: b }: Pattern): boolean {
  const width = b.length;
  const seen = new Uint8Array(a.length * width);
  const places: number[] = [];
  const reach = (place: number) => {
    if (seen[place] === 0) places.push(place);
    seen[place] = 1;
  };
  reach(0);
  for (const place of places) {
    const [i, j] = [Math.floor(place / width), place % width];
    if (i === a.length - 1 && j === width - 1) return true;
    const [x, y] = [a[i], b[j]];
    if (x === undefined || y === undefined) continue;
    if (isRun(x)) reach(place + width);
    if (isRun(y)) reach(place + 1);
    if (share(x, y)) reach((isRun(x) ? i : i + 1) * width + (isRun(y) ? j : j + 1));
  }
  return false;
}

/** Whether there is a character that both take: a letter, where neither is a character itself. */
function share(x: Token, y: Token): boolean {
  const code = x >= 0 ? x : y >= 0 ? y : letter;
  return takes(x, code) && takes(y, code);
}

const letter = 97;
