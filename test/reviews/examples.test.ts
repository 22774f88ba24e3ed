import { describe, expect, test } from "vitest";
import { examples } from "../../src/rules/examples.generated.js";
import { rules } from "../../src/rules/rules.generated.js";
import { reportOn } from "../rules/example-environment.js";

// What a policy grants too widely is another matter than what does not work in it, and most examples are short and wide.
const about = rules.filter(({ for: [part], pack }) => part === "policy" && pack !== "least-privilege");
const bad = about.flatMap(({ id }) => (examples[id]?.bad ?? []).map((example) => ({ id, ...example })));

describe("a bad policy breaks the one rule, beside those that it says", () => {
  test.each(bad)("$id at $under", ({ id, text, besides = [] }) => {
    const failed = new Set(reportOn(about, text).findings.filter(({ verdict, location: { artifact } }) => verdict === "fail" && artifact === "example.json").map(({ rule }) => rule));
    expect([...failed].toSorted()).toEqual([id, ...besides].toSorted());
  });
});
