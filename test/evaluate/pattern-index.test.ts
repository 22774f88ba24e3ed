import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPlain, patternIndexOf } from "../../src/evaluate/pattern-index.js";
import { parsePolicy } from "../../src/policy/parse.js";
import { matches } from "../../src/policy/pattern.js";
import type { Statement } from "../../src/policy/policy.js";
import { parseJson } from "../../src/text/json.js";
import { seed } from "../text/seed.js";

function statementsOf(statements: readonly object[]): readonly Statement[] {
  const { policy } = parsePolicy(parseJson("p.json", JSON.stringify({ Version: "2012-10-17", Statement: statements })), "identity");
  return policy.kind === "read" ? policy.statements : [];
}

const allow = (Resource: string | readonly string[], more: object = {}) => ({ Effect: "Allow", Action: "s3:*", Resource, ...more });

// Long beginnings alike, short ones, none at all: what the index sorts by.
const word = fc.array(fc.constantFrom("a", "b", "lake-", "team/", "*", "?"), { maxLength: 6 }).map((parts) => parts.join(""));
const resource = fc.oneof(word.map((text) => `arn:aws:s3:::${text}`), word.map((text) => `arn:aws:s3:::lake-one/team/${text}`), fc.constantFrom("*", "arn:aws:s3", "arn:aws:glue:*:*:table/a"));
const plain = (text: string) => text.replaceAll("*", "x").replaceAll("?", "y");

test("the index finds a match exactly where one of its patterns matches", () => {
  fc.assert(fc.property(fc.array(resource, { minLength: 1, maxLength: 12 }), fc.array(resource.map(plain), { minLength: 1, maxLength: 8 }), (patterns, asked) => {
    const statements = statementsOf(patterns.map((pattern) => allow(pattern)));
    const index = patternIndexOf(statements);
    for (const each of [...asked, ...patterns.map(plain), "*"]) {
      expect([each, index.matchesAny(each)]).toEqual([each, statements.some(({ resources }) => resources?.entries.some(({ value }) => matches(value.pattern, each)))]);
    }
  }), { seed, numRuns: 3_000 });
}, 60_000);

test("no pattern matches nothing", () => {
  expect(patternIndexOf([]).matchesAny("arn:aws:s3:::a")).toBe(false);
});

describe("a statement is not plain", () => {
  test.each([
    ["with a condition", allow("*", { Condition: { Bool: { "aws:SecureTransport": "true" } } })],
    ["with NotResource", { Effect: "Allow", Action: "s3:*", NotResource: "*" }],
    ["with a variable", allow("arn:aws:s3:::home/${aws:username}/*")],
  ])("%s", (_, statement) => {
    expect(statementsOf([statement]).map(isPlain)).toEqual([false]);
  });

  test("and is so with resources alone", () => {
    expect(statementsOf([allow(["arn:aws:s3:::a", "arn:aws:s3:::b/*"])]).map(isPlain)).toEqual([true]);
  });
});
