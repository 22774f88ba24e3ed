import { describe, expect, it } from "vitest";
import { decisionCases } from "./fixtures.js";
import type { Line } from "./line.js";
import { isMalformed } from "./malformed.js";
import { referenceDecide } from "./reference-decide.js";

describe("the reference decides as AWS documents", () => {
  it.each(decisionCases)("$id", (line) => {
    expect(referenceDecide(line)).toBe(line.expect);
  });
});

describe("the table of cases", () => {
  it("names each case once", () => {
    const ids = decisionCases.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it("has every row from 1 to 60", () => {
    const rows = new Set(decisionCases.map(({ id }) => /^row-(\d+b?)/.exec(id)?.[1]));
    const wanted = [...Array.from({ length: 60 }, (_, row) => String(row + 1).padStart(2, "0")), "35b", "50b"];
    expect(wanted.filter((row) => !rows.has(row))).toEqual([]);
  });
});

const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::data/x" };
const malformedDocuments: readonly (readonly [string, unknown])[] = [
  ["text that is no JSON", '{"Version": "2012-10-17", "Statement": ['],
  ["JSON with a comment", '{"Statement": [] /* none */}'],
  ["no Statement", {}],
  ["an unknown element", { Statement: { ...allow, Comment: "x" } }],
  ["an effect in lower case", { Statement: { ...allow, Effect: "allow" } }],
  ["Action and NotAction together", { Statement: { ...allow, NotAction: "s3:*" } }],
  ["no Resource", { Statement: { Effect: "Allow", Action: "s3:GetObject" } }],
  ["an unknown Version", { Version: "2012-10-18", Statement: allow }],
  ["a Principal", { Statement: { ...allow, Principal: "*" } }],
  ["an unknown operator", { Statement: { ...allow, Condition: { StringIs: { "aws:SourceVpc": "vpc-1" } } } }],
  ["NullIfExists", { Statement: { ...allow, Condition: { NullIfExists: { "aws:SourceVpc": "true" } } } }],
  ["an action without a service", { Statement: { ...allow, Action: "GetObject" } }],
  ["a Resource that is no ARN", { Statement: { ...allow, Resource: "s3://data/x" } }],
];

const asking = (policies: Line["policies"]): Line => ({
  request: { principal: "arn:aws:iam::111122223333:role/etl", action: "s3:GetObject", resource: "arn:aws:s3:::data/x" },
  policies,
});

describe("the reference refuses an identity policy with", () => {
  it.each(malformedDocuments)("%s", (_, document) => {
    expect(refuses(asking({ identity: [document] }))).toBe(true);
  });
});

describe("the reference reads", () => {
  it("a document given as JSON text", () => {
    expect(referenceDecide(asking({ identity: [JSON.stringify({ Statement: allow })] }))).toBe("allowed");
  });

  it("no incomplete ARN in a session policy", () => {
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
    const short = { Statement: { ...allow, Resource: "arn:aws:s3" } };
    expect(refuses(asking({ identity: [short] }))).toBe(false);
    expect(refuses(asking({ identity: [short], session: [short] }))).toBe(true);
  });
});

function refuses(line: Line): boolean {
  try {
    referenceDecide(line);
    return false;
  } catch (error) {
    if (isMalformed(error)) return true;
    throw error;
  }
}
