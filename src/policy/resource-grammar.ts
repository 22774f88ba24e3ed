import { hasUnknown, leadingUnknown } from "../text/unknown.js";

/**
 * What is wrong with an entry of `Resource`; undefined for one that IAM takes, or may take, since a part of it is not known.
 *
 * Source: what IAM answers: `must be in ARN format or "*"`, `Resource vendor must be fully qualified and cannot contain regexes`.
 */
export function resourceFault(text: string): string | undefined {
  if (text === "*") return undefined;
  const leading = leadingUnknown(text);
  if (leading === "bucket") return `\`${text}\` begins with a bucket's name, and a resource is an ARN: write \`${text.replace(/^\uE000bucket ([^@\uE001]*)/, (_, name: string) => `\uE000GetAtt ${arnOf(name)}`)}\``;
  const [prefix = "", partition, service = ""] = text.split(":");
  if (leading !== undefined || hasUnknown(prefix)) return undefined;
  if (prefix !== "arn" || partition === undefined) return `\`${text}\` is no ARN: ${adviceFor(text)}`;
  if (service === "" || /[*?]/.test(service)) return `\`${text}\` does not name its service in full: IAM takes no wildcard in the third part of an ARN`;
  return undefined;
}

/** Where the bucket's ARN is to be had: a template of CloudFormation names a resource, Terraform one of its attributes. */
const arnOf = (name: string) => name.includes(".") ? name.replace(/\.\w+$/, ".arn") : `${name}.Arn`;

function adviceFor(text: string): string {
  const [, address] = /^s3[an]?:\/\/(.+)$/.exec(text) ?? [];
  if (address !== undefined) return `it is an address in S3: write \`arn:aws:s3:::${address.replace(/\/$/, "/*")}\``;
  if (/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/.*)?$/.test(text)) return `it reads as the name of a bucket: write \`arn:aws:s3:::${text.replace(/\/$/, "/*")}\``;
  return "a resource is an ARN, as in `arn:aws:s3:::bucket/*`, or `*`";
}
