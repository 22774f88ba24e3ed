import { rules } from "../rules/rules.generated.js";
import { byPlace } from "./by-place.js";
import { inOrder } from "./in-order.js";
import { isLet } from "./is-let.js";
import { mergeSummaries, missingShards } from "./merge-summaries.js";
import { oneCause } from "./one-cause.js";
import type { Finding, NotApplicable, Passed, Report } from "./report.js";
import { union } from "./union.js";

/**
 * One report of several, of the shards of a run or of several accounts: what several have is in it once, a finding by its
 * fingerprint, and of two verdicts on it the graver. A shard that is missing is a failure: nobody knows what it would say.
 */
export function merge(first: Report, ...others: readonly Report[]): Report {
  const reports = [first, ...others];
  const { shard: _, at: __, ...rest } = first;
  const at = reports.flatMap((report) => report.at ?? []).toSorted().at(-1);
  const findings = explained(union(reports.map((report) => report.findings), ({ fingerprint }) => fingerprint, graver)).toSorted(byPlace);
  const [passed, irrelevant] = [reports.map((report) => report.passes), reports.map((report) => report.notApplicable)];
  const passes = inOrder(union(passed, identity, (before, again) => ({ ...before, evidence: union([before.evidence, again.evidence], JSON.stringify) })), passed, byPlace);
  const notApplicable = inOrder(union(irrelevant, identity), irrelevant, byPlace);
  const failures = [...union(reports.map((report) => report.failures), JSON.stringify), ...missingShards(reports)];
  const versions = [...new Set(reports.map(({ tool }) => tool.version))];
  return {
    ...rest, ...(at !== undefined && { at }),
    environment: joined(reports.map(({ environment }) => environment)),
    summary: mergeSummaries(reports, { findings, passes, notApplicable, failures }),
    findings, passes, notApplicable, failures,
    skipped: union(reports.map(({ skipped }) => skipped), JSON.stringify),
    notes: [...union(reports.map(({ notes }) => notes), String), ...(versions.length > 1 ? [`the reports were made by several versions of gluelint: ${versions.join(", ")}`] : [])],
  };
}

const identity = ({ rule, subject, environment, location, ...rest }: Passed | NotApplicable): string => JSON.stringify([rule, subject, environment, location.artifact, location.pointer, "because" in rest ? rest.because : ""]);

function graver(before: Finding, again: Finding): Finding {
  const finding = gravity(again) > gravity(before) ? again : before;
  return { ...finding, evidence: union([before.evidence, again.evidence], JSON.stringify) };
}

/** What a shard says of a policy may be why another shard says what it says of a role. */
function explained(findings: readonly Finding[]): readonly Finding[] {
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  return oneCause(findings.map((finding) => {
    const { voids = false, fix } = known.get(finding.rule) ?? {};
    return { finding, requirement: "", voids, advice: finding.fix === fix ? undefined : finding.fix };
  })).map(({ finding }) => finding);
}

const levels = { error: 4, warning: 3, note: 2 } as const;

/** How grave a finding is: the higher the worse; what is let be does not count. */
export const gravity = (finding: Finding): number => isLet(finding) ? 0 : ungoverned(finding);

const ungoverned = ({ verdict, level }: Finding) => verdict === "open" ? 1 : levels[level];

/** What all say alike stays as it is; where they differ, all that any of them says. */
function joined(environments: readonly Report["environment"][]): Report["environment"] {
  const keys = [...new Set(environments.flatMap(Object.keys))];
  return Object.fromEntries(keys.map((key) => {
    const values = union(environments.flatMap((environment) => key in environment ? [[environment[key]]] : []), JSON.stringify);
    return [key, values.length === 1 ? values[0] : union(values.map(listed), JSON.stringify)];
  }));
}

const listed = (value: unknown): readonly unknown[] => Array.isArray(value) ? value : [value];
