import type { Finding, Level } from "../audit/report.js";
import { sentence } from "./sarif-messages.js";
import { gravity, type Outcome } from "./sarif-outcomes.js";

/** The rules about access, by their ids: GitHub shows them as security alerts. */
const access = /^(job-role|caller-role|policy)-/;

/**
 * GitHub's scale of severity, as strings: over 9.0 is critical, from 7.0 high, from 4.0 medium, below low.
 * Source: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning (reportingDescriptor object)
 */
const severity = { error: "8.0", warning: "5.5", note: "2.0" } as const satisfies Record<Level, string>;

const problem = { error: "error", warning: "warning", note: "recommendation" } as const satisfies Record<Level, string>;

/** SARIF's rules, ordered by id, and which of them an outcome belongs to. */
export interface RuleTable {
  readonly rules: readonly ReturnType<typeof descriptor>[];
  readonly idOf: (outcome: Outcome) => string;
  /** 0-based, in `rules`. */
  readonly indexOf: (outcome: Outcome) => number;
}

/**
 * The rules that the outcomes name, and no others. GitHub reads the severity off the rule, so a rule whose findings have two
 * levels is two rules: the gravest keeps the rule's id, the others append theirs (`…/warning`), and undecided verdicts that are
 * shown as notes are always `…/open`. Ids of rules are kebab-case, so that these meet none.
 * Source: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning (reportingDescriptor object)
 */
export function ruleTable(outcomes: readonly Outcome[]): RuleTable {
  const gravest = gravestOf(outcomes);
  const idOf = (outcome: Outcome): string =>
    undecided(outcome) ? `${outcome.rule}/open` : outcome.level === "none" || outcome.level === gravest.get(outcome.rule) ? outcome.rule : `${outcome.rule}/${outcome.level}`;
  const spokesmen = new Map<string, Outcome>();
  for (const outcome of outcomes) {
    const before = spokesmen.get(idOf(outcome));
    if (!before || speaks(outcome) > speaks(before)) spokesmen.set(idOf(outcome), outcome);
  }
  const sorted = [...spokesmen].sort(([a], [b]) => (a < b ? -1 : 1));
  const indices = new Map(sorted.map(([id], index) => [id, index]));
  return { rules: sorted.map(([id, outcome]) => descriptor(id, outcome)), idOf, indexOf: (outcome) => indices.get(idOf(outcome)) ?? -1 };
}

const undecided = ({ finding, kind }: Outcome): boolean => finding?.verdict === "open" && kind === "fail";

function gravestOf(outcomes: readonly Outcome[]): ReadonlyMap<string, Outcome["level"]> {
  const gravest = new Map<string, Outcome["level"]>();
  for (const outcome of outcomes) {
    if (!undecided(outcome) && gravity[outcome.level] > gravity[gravest.get(outcome.rule) ?? "none"]) gravest.set(outcome.rule, outcome.level);
  }
  return gravest;
}

// A failed verdict knows most of its rule, a pass least.
const speaks = ({ level, finding }: Outcome): number => gravity[level] + (finding ? 1 : 0);

function descriptor(id: string, { title, pack, level, finding }: Outcome) {
  // GitHub reads a security-severity only where a tag says `security`.
  const tags = [...new Set([...(pack === undefined ? [] : [pack]), ...(access.test(id) ? ["security", "iam"] : [])])];
  const short = sentence(title) || id;
  return {
    id,
    name: id.split(/[-/]/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(""),
    shortDescription: { text: short },
    fullDescription: { text: (finding && sentence(finding.why)) || short },
    help: finding ? helpOf(finding) : { text: short, markdown: short },
    ...(finding && /^https?:\/\/\S+$/.test(finding.source) && { helpUri: finding.source }),
    ...(level !== "none" && { defaultConfiguration: { level } }),
    properties: {
      tags,
      ...(finding && { precision: finding.confidence }),
      ...(level !== "none" && { "problem.severity": problem[level] }),
      ...(level !== "none" && access.test(id) && { "security-severity": severity[level] }),
    },
  };
}

function helpOf({ why, fix, source }: Finding) {
  return {
    text: `Why: ${sentence(why)} Fix: ${sentence(fix)} Source: ${source}`,
    markdown: `**Why** ${why}\n\n**Fix** ${fix}\n\n**Source** <${source}>`,
  };
}
