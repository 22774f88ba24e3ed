import type { RuleOf } from "../rules/rule.js";
import type { Compute } from "../subject/compute.js";
import type { Check, Problem, Verdict } from "./check.js";
import type { Lookup, Unsupported } from "./lookup.js";
import { isUnreadable, placeOf, unknownProblems } from "./compute-properties.js";
import { documentedVersion, livingVersion, releasedVersion, supportedVersion } from "./supported-versions.js";
import { documentedWorker, knownWorker, workerOfBatch, workerOfRegion, workerOfVersion } from "./supported-workers.js";

const lookups: { readonly [What in RuleOf<"supports">["what"][number]]: Lookup } = { livingVersion, supportedVersion, releasedVersion, documentedVersion, knownWorker, workerOfVersion, workerOfRegion, workerOfBatch, documentedWorker };

/** By the tables of what AWS and Guzzle publish, there is what the compute asks for. */
export const supports: Check<RuleOf<"supports">> = {
  asks: () => [],

  judge(rule, { subject, environment }): Verdict {
    const tables = rule.what.map((what) => lookups[what]);
    const properties = tables.flatMap((table) => table.properties);
    if (subject.kind !== "compute") return { kind: "notApplicable", because: "only computes have properties" };
    if (isUnreadable(subject)) return { kind: "notApplicable", because: "the compute could not be read" };
    if (!properties.some((key) => key in subject.properties)) return { kind: "notApplicable", because: `the compute does not set ${properties.map((key) => `\`${key}\``).join(" or ")}` };
    const found = tables.flatMap(({ problemsOf }) => problemsOf(subject, environment));
    const failed = found.filter(({ open }) => !open);
    if (failed.length > 0) return { kind: "fail", assumes: [], problems: failed.map((each) => problemOf(each, subject)) };
    const open = [...found.map((each) => problemOf(each, subject)), ...unknownProblems(subject, properties)];
    return open.length > 0 ? { kind: "open", problems: open } : { kind: "pass", assumes: [] };
  },
};

const problemOf = ({ property, message, mends }: Unsupported, compute: Compute): Problem => ({ message, location: placeOf(compute, property), related: [], ...(mends && { mends }), requirement: property });
