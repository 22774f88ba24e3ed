import { describe, expect, test } from "vitest";
import { declarationIn } from "../../src/terraform/declaration.js";
import { loaded, outputOf, workspaceOf, type Files } from "./a-module.js";
import { valueOf } from "../../src/text/node.js";

const main = 'resource "aws_s3_bucket" "b" {\n  bucket = "lake"\n  policy = "p"\n  tag {\n    key = "a"\n  }\n  tag {\n    key = "b"\n  }\n  other {\n    key = "c"\n  }\n}\n';
const bucketIn = (files: Files) => {
  const [bucket, ...others] = loaded(files).resources((type) => type === "aws_s3_bucket");
  expect(others).toEqual([]);
  const { bucket: name, policy, tag, other } = valueOf(bucket!.node) as Readonly<Record<string, unknown>>;
  return { name, policy, tag, other };
};
const plain = { name: "lake", policy: "p", tag: [{ key: "a" }, { key: "b" }], other: [{ key: "c" }] };
const over = (body: string) => `resource "aws_s3_bucket" "b" {\n${body}\n}\n`;

describe("a file that overrides", () => {
  test.each<readonly [string, Files, object]>([
    ["takes the place of an argument, and of no other", { "override.tf": over('bucket = "raw"') }, { ...plain, name: "raw" }],
    ["adds an argument", { "main.tf": main.replace('  policy = "p"\n', ""), "a_override.tf": over('policy = "q"') }, { ...plain, policy: "q" }],
    ["takes the place of all blocks of a type", { "override.tf": over('tag {\nkey = "z"\n}') }, { ...plain, tag: [{ key: "z" }] }],
    ["and of those by a dynamic block", { "override.tf": over('dynamic "tag" {\nfor_each = ["z"]\ncontent {\nkey = tag.value\n}\n}') }, { ...plain, tag: [{ key: "z" }] }],
    ["is read after others of its kind that come before it", { "b_override.tf": over('bucket = "b"'), "a_override.tf": over('bucket = "a"\npolicy = "a"') }, { ...plain, name: "b", policy: "a" }],
    ["may come before the file that it is over", { "Override.tf": "", "a_override.tf": over('bucket = "raw"'), "main.tf": "", "z.tf": main }, { ...plain, name: "raw" }],
    ["may be JSON", { "override.tf.json": JSON.stringify({ resource: { aws_s3_bucket: { b: { bucket: "raw" } } } }) }, { ...plain, name: "raw" }],
  ])("%s", (_, files, expected) => {
    expect(bucketIn({ "main.tf": main, ...files })).toEqual(expected);
  });

  test("is told by its whole name", () => {
    expect(outputOf({ "myoverride.tf": 'locals {\nname = "m"\n}', "z.tf": 'locals {\nname = "z"\n}\noutput "it" {\nvalue = local.name\n}' }, "it")).toBe("z");
    expect(bucketIn({ "main.tf": main.replace('"lake"', 'local.name'), "a.tf": 'locals {\nkept = "k"\n}\nlocals {\nname = "a"\n}', "override.tf": 'locals {\nname = "z"\n}' }).name).toBe("z");
    expect(outputOf({ "a.tf": 'locals {\nname = "a"\nkept = "k"\n}\noutput "it" {\nvalue = local.kept\n}', "override.tf": 'locals {\nname = "z"\n}' }, "it")).toBe("k");
  });

  test("overrides the default of a variable, and what is told of where something is declared", () => {
    const files = { "a.tf": 'variable "v" {\ntype = string\ndefault = "a"\n}\noutput "it" {\nvalue = var.v\n}', "override.tf": 'variable "v" {\ndefault = "z"\n}' };
    expect(outputOf(files, "it")).toBe("z");
    const workspace = workspaceOf({ "main.tf": main, "override.tf": over('bucket = "raw"') });
    const declared = declarationIn(workspace.folders.get("")!, workspace, "aws_s3_bucket.b");
    expect([declared?.location.artifact, declared?.arguments.get("bucket")?.artifact, declared?.arguments.get("policy")?.artifact]).toEqual(["main.tf", "override.tf", "main.tf"]);
  });
});
