import { describe, expect, test } from "vitest";
import { examples } from "../../src/rules/examples.generated.js";
import { rules } from "../../src/rules/rules.generated.js";
import { failures, reportOn, reportOnWaivers } from "./example-environment.js";

const governing = rules.filter(({ pack }) => pack === "governance");
const others = rules.filter(({ pack }) => pack !== "governance");

describe.each(others.map((rule) => ({ rule, id: rule.id, bad: examples[rule.id]?.bad ?? [], good: examples[rule.id]?.good ?? [], given: examples[rule.id]?.given })))("$id", ({ rule, bad, good, given }) => {
  test.each(bad)("fails at $under", ({ text, under, given: own }) => {
    expect(failures(reportOn([rule], text, own ?? given), rule.id).map(({ location }) => location.underline)).toEqual([under]);
  });

  test.each(good.map((text) => ({ text })))("holds for the good example %#", ({ text }) => {
    expect(reportOn([rule], text, given)).toMatchObject({ findings: [], summary: { refuted: 0, open: 0 } });
  });
});

describe.each(governing.map((rule) => ({ rule, id: rule.id, bad: examples[rule.id]?.bad ?? [], good: examples[rule.id]?.good ?? [], given: examples[rule.id]?.given })))("$id", ({ rule, bad, good, given }) => {
  test.each(bad)("fails at $under", ({ text, under }) => {
    expect(failures(reportOnWaivers([rule], text, given), rule.id).map(({ location }) => location.underline)).toEqual([under]);
  });

  test.each(good.map((text) => ({ text })))("holds for the good example %#", ({ text }) => {
    expect(reportOnWaivers([rule], text, given).findings).toEqual([]);
  });
});
