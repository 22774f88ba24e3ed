import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "../../src/text/json.js";
import { valueOf } from "../../src/text/node.js";
import { hasUnknown, readable, unknownNames, unknownText } from "../../src/text/unknown.js";
import { parseYaml } from "../../src/text/yaml.js";
import { anyText } from "../report/any-text.js";

test.each([
  ["Ref BucketName", "${BucketName}"], ["GetAtt Key.Arn", "${Key.Arn}"], ["AWS AccountId", "${AWS::AccountId}"], ["bucket Data", "${Data}"],
  ["ImportValue vpc:id", "${ImportValue vpc:id}"], [`Select ${unknownText("Ref Zones")}`, "${Select ${Zones}}"], ["Ref ", "${Ref }"],
])("the unknown %s is spelled %s", (name, spelled) => {
  expect(readable(`arn:${unknownText(name, "infra/a.yaml")}/*`)).toBe(`arn:${spelled}/*`);
  expect(unknownNames(`${unknownText(name)}/${unknownText(name)}`)).toEqual([spelled.slice(2, -1)]);
});

test("a text without unknown parts is spelled as it stands", () => {
  expect(readable("arn:aws:s3:::${aws:username}/*")).toBe("arn:aws:s3:::${aws:username}/*");
  expect(hasUnknown("${a}")).toBe(false);
});

test("two unknowns are the same text where name and scope are, and only there", () => {
  fc.assert(fc.property(anyText, anyText, anyText, anyText, (a, b, c, d) => (unknownText(a, b) === unknownText(c, d)) === (a === c && b === d)), { numRuns: 500 });
});

test("no name brings a colon, a slash or a wildcard into the text around it", () => {
  fc.assert(fc.property(anyText, anyText, (name, scope) => !/[:/*?${}]/.test(unknownText(name, scope))), { numRuns: 500 });
});

test.each([["JSON", parseJson, `["\uE000Ref A\uE001", "\\ue000Ref A\\uE001", {"\uE000k": 1}]`], ["YAML", parseYaml, `- "\uE000Ref A\uE001"\n- "\\uE000Ref A\\uE001"\n- \uE000k: 1\n`]] as const)("no file of %s can spell an unknown", (_, parse, text) => {
  const { root, faults } = parse("file", text);
  expect(faults).toEqual([]);
  expect(hasUnknown(JSON.stringify(root && valueOf(root)))).toBe(false);
});
