import { answerOffline } from "../audit/answer.js";
import { judge, type Assessment } from "../audit/judge.js";
import type { Finding } from "../audit/report.js";
import type { Rule } from "../rules/rule.js";
import type { DeclaredWaiver } from "../sources/manifest.js";
import type { Environment, Settled } from "../subject/environment.js";
import { daysBetween } from "../text/day.js";
import type { Document } from "../text/document.js";
import { baselined, settledBaseline, type Baseline } from "./baseline.js";
import { inlineWaivers } from "./inline-waivers.js";
import { refusalOf, type MayWaive } from "./permission.js";
import { covers, declared, type Waiver } from "./waiver.js";

/** By what is settled which findings count. */
export interface Governance {
  /** Whether waivers hold, and those of the configuration. */
  readonly waive: boolean;
  readonly waivers: readonly DeclaredWaiver[];
  /** Waivers of the policy over the repository, and whom that lets waive beside; everybody where there is none. */
  readonly granted: readonly DeclaredWaiver[];
  readonly mayWaive: MayWaive | "nobody" | undefined;
  readonly baseline: Baseline | undefined;
  readonly documents: ReadonlyMap<string, Document>;
  /** The names of all rules that there are, and of those that ran over everything: of the others nobody can say whether their waivers are needed. */
  readonly rules: readonly string[];
  readonly ran: ReadonlySet<string>;
  readonly now: string;
  /** Of a path in the configuration, how reports name it. */
  readonly fileOf: (glob: string) => string;
}

/** The findings, with who lets those be that somebody does, and what is to be said of that. */
export function settle(found: readonly Finding[], governance: Governance): Outcome {
  const { findings, settled } = governance.waive ? settleWaivers(found, governance) : { findings: found, settled: [] };
  const { baseline, ran } = governance;
  return baseline === undefined ? { findings, settled } : { findings: baselined(findings, baseline), settled: [...settled, ...settledBaseline(baseline, findings, ran)] };
}

/** Findings, some of them let be, and the waivers and the like as subjects of their own. */
export interface Outcome {
  readonly findings: readonly Finding[];
  readonly settled: readonly Settled[];
}

function settleWaivers(findings: readonly Finding[], { waivers, granted, mayWaive, documents, rules, ran, now, fileOf }: Governance): Outcome {
  const inline = [...documents.values()].flatMap((document) => inlineWaivers(document, rules));
  const claimed = [...waivers.map(declared), ...inline.flatMap((each) => "kind" in each ? [] : [each])].map((waiver) => ({ waiver, refusal: mayWaive && refusalOf(waiver, mayWaive, now) }));
  const above = granted.map(declared);
  const own = claimed.flatMap(({ waiver, refusal }) => refusal === undefined ? [waiver] : []);
  const all = [...above, ...own];
  const used = new Set<Waiver>();
  const waived = findings.map((finding) => {
    const fitting = all.filter((waiver) => covers(waiver, finding, documents.get(finding.location.artifact)?.root, fileOf));
    fitting.forEach((waiver) => used.add(waiver));
    const [longest] = fitting.toSorted((a, b) => a.until < b.until ? 1 : -1);
    return longest === undefined || longest.until < now ? finding : { ...finding, waived: { reason: longest.reason, owner: longest.owner, until: longest.until, ...(longest.inSource && { inSource: longest.inSource }) } };
  });
  return { findings: waived, settled: [...inline.flatMap((each) => "kind" in each ? [each] : []), ...claimed.flatMap(({ waiver, refusal }) => refusal === undefined ? [] : [forbidden(waiver, refusal)]),
    // A policy over many repositories waives what only some of them have.
    ...above.map((waiver) => settledFrom(waiver, used.has(waiver), false, now)), ...own.map((waiver) => settledFrom(waiver, used.has(waiver), ran.has(waiver.rule), now))] };
}

/** The verdicts on waivers and the like. */
export function remarksOn(settled: readonly Settled[], rules: readonly Rule[], environment: Environment): readonly Assessment[] {
  const { name: _, ...unnamed } = environment;
  const asked = settled.flatMap((subject) => rules.filter(({ for: [part] }) => part === subject.kind).map((rule) => ({ rule, joined: { subject, environment: unnamed }, questions: [] })));
  return judge(asked, answerOffline()).filter(({ verdict }) => verdict.kind === "fail");
}

/** So many days before its end a waiver is said to end. */
const notice = 14;

const forbidden = ({ rule, places: { where } }: Waiver, refusal: string): Settled => ({ kind: "waiver", name: `waiver of ${rule}`, location: where, faults: [{ kind: "forbidden", message: `the policy over this repository does not let \`${rule}\` be waived here: ${refusal}`, location: where }] });

function settledFrom({ rule, until, owner, places }: Waiver, isUsed: boolean, isKnown: boolean, now: string): Settled {
  const left = daysBetween(now, until);
  const nothing = "nothing that it would waive was found";
  const fault = ((): Settled["faults"] => {
    if (left < 0) return [{ kind: "ended", message: `the waiver of \`${rule}\` ended on ${until}: ${isUsed || !isKnown ? "what it waived counts again" : nothing}`, location: places.until }];
    if (!isUsed) return isKnown ? [{ kind: "unused", message: `the waiver of \`${rule}\` waives nothing: ${nothing}`, location: places.where }] : [];
    return left <= notice ? [{ kind: "ending", message: `the waiver of \`${rule}\` by ${owner} ends on ${until}, ${left === 0 ? "today" : left === 1 ? "tomorrow" : `in ${left} days`}`, location: places.until }] : [];
  })();
  return { kind: "waiver", name: `waiver of ${rule}`, location: places.where, faults: fault };
}
