import { arnOf } from "../policy/arn.js";
import type { Property } from "../subject/compute.js";
import type { Given } from "../templates/given.js";
import { stringOf, type Node } from "../text/node.js";
import { hasUnknown } from "../text/unknown.js";

/** What the keys that a template or a module makes are called there: an id or an alias, and of what it is the name: an ARN, or another name. */
export type KeyNames = ReadonlyMap<string, string>;

/** Whether a text is the ARN of one key; Region, account and id may be such as nobody knows. */
export const isKeyArn = (text: string): boolean => /^arn:[^:]+:kms:[^:]+:(?:\d{12}|\uE000[^\uE001]*\uE001):key\/(?:[\w-]+|\uE000[^\uE001]*\uE001)$/.test(text);

/**
 * The ARN of the key that a text names, as a bucket or a job's security configuration names it: by its id, by its ARN, or by an
 * alias. Undefined where nobody knows which key an alias means.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id
 */
export function keyNamed(text: string, names: KeyNames, { partition = "aws", account, region }: Pick<Given, "partition" | "account" | "region">, depth = 0): string | undefined {
  if (isKeyArn(text)) return text;
  const arn = arnOf(text);
  const known = names.get(arn?.service === "kms" ? arn.resource : text);
  if (known !== undefined) {
    const key = depth > deepest ? undefined : keyNamed(known, names, { partition, account, region }, depth + 1);
    const place = key === undefined ? undefined : arnOf(key);
    return arn === undefined || (arn.account === place?.account && arn.region === place.region) ? key : undefined;
  }
  return isId(text) && region !== undefined && account !== undefined ? `arn:${partition}:kms:${region}:${account}:key/${text}` : undefined;
}

/** The alias of a key's id; what goes round is no name. */
const deepest = 2;

/** The key as a setting of a compute: one that is unknown where a text that nobody knows names it; nothing where nobody knows what an alias means. */
export function keySetting(key: Node | undefined, named: (text: string) => string | undefined): Property | undefined {
  const text = stringOf(key);
  if (key === undefined || text === undefined) return undefined;
  const arn = named(text);
  return arn !== undefined ? { value: arn, location: key.location, unknown: false } : hasUnknown(text) ? { value: text, location: key.location, unknown: true } : undefined;
}

const isId = (text: string) => /^(mrk-)?[0-9a-f-]{32,36}$/.test(text);
