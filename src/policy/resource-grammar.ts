import type { Location } from "../text/location.js";
import { perhaps, writing, type Mend } from "../text/mend.js";
import { hasUnknown, leadingUnknown } from "../text/unknown.js";

/** What is wrong with an entry, and how to put it right. */
export interface MendableFlaw {
  readonly message: string;
  readonly mendOf: (location: Location) => Mend;
}

/**
 * What is wrong with an entry of `Resource`; undefined for one that IAM takes, or may take, since a part of it is not known.
 *
 * Source: what IAM answers: `must be in ARN format or "*"`, `Resource vendor must be fully qualified and cannot contain regexes`.
 */
export function resourceFault(text: string): string | MendableFlaw | undefined {
  if (text === "*") return undefined;
  const leading = leadingUnknown(text);
  if (leading === "bucket") return `\`${text}\` begins with a bucket's name, and a resource is an ARN: write \`${text.replace(/^\uE000bucket ([^@\uE001]*)/, (_, name: string) => `\uE000GetAtt ${arnOf(name)}`)}\``;
  const [prefix = "", partition, service = ""] = text.split(":");
  if (leading !== undefined || hasUnknown(prefix)) return undefined;
  if (prefix !== "arn" || partition === undefined) return adviceFor(text, `\`${text}\` is no ARN`);
  if (service === "" || /[*?]/.test(service)) return `\`${text}\` does not name its service in full: IAM takes no wildcard in the third part of an ARN`;
  return undefined;
}

/** Where the bucket's ARN is to be had: a template of CloudFormation names a resource, Terraform one of its attributes. */
const arnOf = (name: string) => name.includes(".") ? name.replace(/\.\w+$/, ".arn") : `${name}.Arn`;

function adviceFor(text: string, told: string): string | MendableFlaw {
  const [, address] = /^s3[an]?:\/\/(.+)$/.exec(text) ?? [];
  if (address !== undefined) return written(text, address, (arn) => `${told}: it is an address in S3: write \`${arn}\``, (mend) => mend);
  if (/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/.*)?$/.test(text)) return written(text, text, (arn) => `${told}: it reads as the name of a bucket: write \`${arn}\``, perhaps);
  return `${told}: a resource is an ARN, as in \`arn:aws:s3:::bucket/*\`, or \`*\``;
}

/** Of an address that ends in a slash all that lies below it is meant. */
function written(text: string, address: string, message: (arn: string) => string, sure: (mend: Mend) => Mend): MendableFlaw {
  const arn = `arn:aws:s3:::${address.replace(/\/$/, "/*")}`;
  return { message: message(arn), mendOf: (location) => sure(writing(location, text, arn)) };
}
