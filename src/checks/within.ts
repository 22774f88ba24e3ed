import type { LimitFact } from "../rules/facts.generated.js";
import { glue } from "../rules/glue.generated.js";
import type { RuleOf } from "../rules/rule.js";
import type { Compute } from "../subject/compute.js";
import { perhaps, writing } from "../text/mend.js";
import type { Check, Verdict } from "./check.js";
import { isUnreadable, numberOf, placeOf, textOf, unknownProblems } from "./compute-properties.js";
import { workerNamed } from "./glue-workers.js";

/** A number lies within the limits that AWS publishes. */
export const within: Check<RuleOf<"within">> = {
  asks: () => [],

  judge({ property }, { subject }): Verdict {
    if (subject.kind !== "compute") return { kind: "notApplicable", because: "only computes have properties" };
    if (isUnreadable(subject)) return { kind: "notApplicable", because: "the compute could not be read" };
    const unknown = unknownProblems(subject, [property]);
    if (unknown.length > 0) return { kind: "open", problems: unknown };
    const value = numberOf(subject, property);
    const limit = limitOf(property, subject);
    if (value === undefined || limit === undefined) return { kind: "notApplicable", because: `the compute does not set \`${property}\` to a whole number` };
    const { what, least, most } = limit;
    if (value >= least && value <= (most ?? Infinity)) return { kind: "pass", assumes: [] };
    const [too, bound, edge] = value < least ? ["fewer", "least", least] as const : ["more", "most", most ?? least] as const;
    return { kind: "fail", assumes: [], problems: [{ message: `\`${value}\` is ${too} ${what} than Glue takes, and it refuses the job: the ${bound} is ${edge}`, location: placeOf(subject, property), related: [], mends: [perhaps(writing(placeOf(subject, property), String(value), edge))], requirement: property }] };
  },
};

/** How many workers a job can have hangs on their type; for most types AWS does not say. */
function limitOf(property: string, compute: Compute): LimitFact | undefined {
  if (property !== "number_of_workers") return glue.limits.entries.find((limit) => limit.property === property);
  const worker = workerNamed(textOf(compute, "worker_type"));
  return { property, what: worker ? `\`${worker.type}\` workers` : "workers", least: glue.workers.least, ...(worker?.most !== undefined && { most: worker.most }) };
}
