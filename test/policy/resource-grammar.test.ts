import { expect, test } from "vitest";
import { resourceFault } from "../../src/policy/resource-grammar.js";
import { unknownText } from "../../src/text/unknown.js";

const bucket = unknownText("bucket Lake");
const anArn = "a resource is an ARN, as in `arn:aws:s3:::bucket/*`, or `*`";

test.each<readonly [entry: string, fault: string | undefined]>([
  ["*", undefined],
  ["arn:aws:s3:::lake/*", undefined],
  ["arn:*:s3:::lake", undefined],
  ["arn", `\`arn\` is no ARN: it reads as the name of a bucket: write \`arn:aws:s3:::arn\``],
  ["ARN:aws:s3:::lake", `\`ARN:aws:s3:::lake\` is no ARN: ${anArn}`],
  ["**", `\`**\` is no ARN: ${anArn}`],
  ["arn:aws", "`arn:aws` does not name its service in full: IAM takes no wildcard in the third part of an ARN"],
  ["arn:aws:s*:::lake", "`arn:aws:s*:::lake` does not name its service in full: IAM takes no wildcard in the third part of an ARN"],
  ["arn:aws:s?:::lake", "`arn:aws:s?:::lake` does not name its service in full: IAM takes no wildcard in the third part of an ARN"],
  ["s3://lake", "`s3://lake` is no ARN: it is an address in S3: write `arn:aws:s3:::lake`"],
  ["s3a://lake/tmp/", "`s3a://lake/tmp/` is no ARN: it is an address in S3: write `arn:aws:s3:::lake/tmp/*`"],
  ["s3n://lake/a/b", "`s3n://lake/a/b` is no ARN: it is an address in S3: write `arn:aws:s3:::lake/a/b`"],
  ["s3x://lake", `\`s3x://lake\` is no ARN: ${anArn}`],
  ["see s3://lake", `\`see s3://lake\` is no ARN: ${anArn}`],
  ["s3://a\nb", `\`s3://a\nb\` is no ARN: ${anArn}`],
  ["s3://", `\`s3://\` is no ARN: ${anArn}`],
  ["sales-lake", "`sales-lake` is no ARN: it reads as the name of a bucket: write `arn:aws:s3:::sales-lake`"],
  ["sales.lake1/tmp/", "`sales.lake1/tmp/` is no ARN: it reads as the name of a bucket: write `arn:aws:s3:::sales.lake1/tmp/*`"],
  ["sales-lake/a/b", "`sales-lake/a/b` is no ARN: it reads as the name of a bucket: write `arn:aws:s3:::sales-lake/a/b`"],
  ["1lake", "`1lake` is no ARN: it reads as the name of a bucket: write `arn:aws:s3:::1lake`"],
  ["-lake", `\`-lake\` is no ARN: ${anArn}`],
  ["lake-", `\`lake-\` is no ARN: ${anArn}`],
  ["la", `\`la\` is no ARN: ${anArn}`],
  ["Lake", `\`Lake\` is no ARN: ${anArn}`],
  ["the lake", `\`the lake\` is no ARN: ${anArn}`],
  [bucket, `\`${bucket}\` begins with a bucket's name, and a resource is an ARN: write \`${unknownText("GetAtt Lake.Arn")}\``],
  [`${bucket}/*`, `\`${bucket}/*\` begins with a bucket's name, and a resource is an ARN: write \`${unknownText("GetAtt Lake.Arn")}/*\``],
  [`${unknownText("bucket aws_s3_bucket.lake.id")}/*`, `\`${unknownText("bucket aws_s3_bucket.lake.id")}/*\` begins with a bucket's name, and a resource is an ARN: write \`${unknownText("GetAtt aws_s3_bucket.lake.arn")}/*\``],
  [`${unknownText("Ref Prefix")}/*`, undefined],
  [`a${unknownText("Ref Prefix")}`, undefined],
  [`arn:aws:${unknownText("Ref Service")}:::a`, undefined],
  [`arn:aws:s3:::${bucket}`, undefined],
])("%j", (entry, fault) => {
  const found = resourceFault(entry);
  expect(typeof found === "object" ? found.message : found).toBe(fault);
});

test.each<readonly [entry: string, mended: string, unsure: boolean]>([
  ["s3://lake/tmp/", "arn:aws:s3:::lake/tmp/*", false],
  ["sales-lake", "arn:aws:s3:::sales-lake", true],
])("%j is mended as %j", (entry, to, unsure) => {
  const found = resourceFault(entry);
  const location = { artifact: "p.json", pointer: "/Statement/0/Resource" };
  expect(typeof found === "object" ? found.mendOf(location) : found).toEqual({ changes: [{ kind: "write", location, from: entry, to }], ...(unsure && { unsure }) });
});
