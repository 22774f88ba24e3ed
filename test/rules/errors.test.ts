import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { ErrorFile } from "../../src/rules/error.generated.js";
import { errors } from "../../src/rules/errors.generated.js";
import { rules } from "../../src/rules/rules.generated.js";
import { reportOn } from "./example-environment.js";

const { errors: all } = parse(readFileSync(new URL("../../rules/errors.yaml", import.meta.url), "utf8")) as ErrorFile;
/** All but the one that goes through everything that a role may do at all: it takes longer than all the others, and foretells nothing. */
const quick = rules.filter(({ check }) => check !== "keepsTo");
const foretold = all.flatMap(({ text: message, examples = [] }) => examples.map(({ rule, text, given }) => ({ message, rule, text, given })));

describe("what AWS would answer is foretold from the files that bring it about", () => {
  test.each(foretold)("$message: $rule", ({ rule, text, given }) => {
    expect(reportOn(quick, text, given).findings.filter(({ verdict }) => verdict === "fail").map((finding) => finding.rule)).toContain(rule);
  });

  test("and not where nothing is wrong", () => {
    const named = [...new Set(foretold.map(({ rule }) => rule))];
    const good = reportOn(quick, `{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] }`, { compute: { connections: "warehouse", "--enable-glue-datacatalog": "true", script_location: "s3://code/jobs/etl.py" } });
    expect(good.findings.filter(({ rule, verdict }) => verdict === "fail" && named.includes(rule))).toEqual([]);
  });
});

describe("every message", () => {
  test.each(all)("$text: is foretold by rules, each with an example, or it is said why none can", ({ rules: predicting, because, examples }) => {
    expect(because === undefined).toBe(predicting !== undefined);
    expect([...new Set(examples?.map(({ rule }) => rule) ?? [])].toSorted()).toEqual([...predicting ?? []].toSorted());
  });

  test("stands once, and in the bundle", () => {
    expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
    expect(errors.map(({ text }) => text)).toEqual(all.map(({ text }) => text));
  });
});
