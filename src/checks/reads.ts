import type { RuleOf } from "../rules/rule.js";
import type { Check, Verdict } from "./check.js";

/** The reader of the document found none of these faults in it. */
export const reads: Check<RuleOf<"reads">> = {
  asks: () => [],

  judge(rule, { subject }): Verdict {
    if (subject.kind === "role") return { kind: "notApplicable", because: "a role is no document" };
    const kinds: readonly string[] = rule.faults;
    const faults = subject.faults.filter(({ kind }) => kinds.includes(kind));
    if (faults.length > 0) return { kind: "fail", assumes: [], problems: faults.map(({ kind, ...fault }) => ({ ...fault, related: [], requirement: kind })) };
    const unreadable = subject.faults.some(({ kind }) => kind === "syntax");
    return unreadable ? { kind: "notApplicable", because: "the document could not be read" } : { kind: "pass", assumes: [] };
  },
};
