import type { Assessment } from "../audit/judge.js";
import type { Rule } from "../rules/rule.js";
import type { RuleLevel } from "../sources/config.generated.js";
import { isInFiles } from "./places.js";
import type { Override } from "./turned-on.js";

/** The level of a rule in a file: that of the last override which is about both, else the level that it has everywhere. */
export function levelIn(overrides: readonly Override[], everywhere: ReadonlyMap<string, RuleLevel>): (rule: string, artifact: string) => RuleLevel {
  return (rule, artifact) => overrides.findLast(({ files, rules }) => rules[rule] !== undefined && files.some((glob) => isInFiles(glob, artifact)))?.rules[rule] ?? everywhere.get(rule) ?? "off";
}

/** The verdicts with the levels that hold where they show. A verdict whose problems have several levels is one for each of them. */
export function levelled(assessments: readonly Assessment[], levelOf: (rule: string, artifact: string) => RuleLevel): readonly Assessment[] {
  return assessments.flatMap((assessment) => {
    const { rule, joined: { subject }, verdict } = assessment;
    if (verdict.kind !== "fail" && verdict.kind !== "open") return levelOf(rule.id, subject.location.artifact) === "off" ? [] : [assessment];
    const found = verdict.problems.map((problem) => ({ problem, level: levelOf(rule.id, problem.location.artifact) }));
    return levels.flatMap((level) => {
      const problems = found.filter((each) => each.level === level).map(({ problem }) => problem);
      return problems.length === 0 ? [] : [{ ...assessment, rule: withLevel(rule, level), verdict: { ...verdict, problems } }];
    });
  });
}

const levels = ["error", "warning", "note"] as const;

const withLevel = (rule: Rule, level: Rule["level"]): Rule => ({ ...rule, level });
