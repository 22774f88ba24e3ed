import { describe, expect, test } from "vitest";
import { examples } from "../../src/rules/examples.generated.js";
import { rules } from "../../src/rules/rules.generated.js";
import { failures, reportOn } from "./example-environment.js";

describe.each(rules.map((rule) => ({ rule, id: rule.id, bad: examples[rule.id]?.bad ?? [], good: examples[rule.id]?.good ?? [], given: examples[rule.id]?.given })))("$id", ({ rule, bad, good, given }) => {
  test.each(bad)("fails at $under", ({ text, under, given: own }) => {
    expect(failures(reportOn([rule], text, own ?? given), rule.id).map(({ location }) => location.underline)).toEqual([under]);
  });

  test.each(good.map((text) => ({ text })))("holds for the good example %#", ({ text }) => {
    expect(reportOn([rule], text, given)).toMatchObject({ findings: [], summary: { refuted: 0, open: 0 } });
  });
});
