import { glue } from "../rules/glue.generated.js";
import type { RuleOf } from "../rules/rule.js";
import type { Compute } from "../subject/compute.js";
import type { Budget } from "../subject/environment.js";
import type { Check, Problem, Verdict } from "./check.js";
import { isUnreadable, numberOf, placeOf, unknownProblems } from "./compute-properties.js";
import { arithmeticOf, ceilingOf, dollars, type Ceiling } from "./cost.js";

/** What one run can cost at most is no more than somebody wants. */
export const costs: Check<RuleOf<"costs">> = {
  asks: () => [],

  judge({ bound }, { subject, environment: { budget } }): Verdict {
    if (subject.kind !== "compute") return { kind: "notApplicable", because: "only computes cost something" };
    if (isUnreadable(subject)) return { kind: "notApplicable", because: "the compute could not be read" };
    switch (bound) {
      case "budget": return budget ? againstBudget(subject, budget) : { kind: "notApplicable", because: "gluelint.yaml says no `budget`" };
      case "default": return budget ? { kind: "notApplicable", because: "`budget` says what a run may cost" } : againstDefault(subject);
    }
  },
};

function againstBudget(compute: Compute, budget: Budget): Verdict {
  const unknown = unknownProblems(compute, [...factors, "worker_type", "glue_version"]);
  if (unknown.length > 0) return { kind: "open", problems: unknown };
  const ceiling = ceilingOf(compute, budget);
  if (ceiling === undefined) return { kind: "notApplicable", because: "the compute does not say what it runs on" };
  if (ceiling === "unpriced") return { kind: "open", problems: [{ message: "what a run may cost hangs on the price, which is not known for these workers: say it as `budget.usdPerDpuHour`", location: placeOf(compute, "worker_type"), related: [], requirement: "price" }] };
  return ceiling.most <= budget.usd ? { kind: "pass", assumes } : { kind: "fail", assumes, problems: [overBudget(compute, ceiling, budget)] };
}

const factors = ["job_timeout", "number_of_workers", "number_of_retries"] as const;

const assumes = ["Guzzle's own retries, and activities that run side by side, are not counted", "no parameter `guzzle.spark.num_executors` sets another number of workers"];

function overBudget(compute: Compute, ceiling: Ceiling, budget: Budget): Problem {
  const again = ceiling.attempts > 1;
  const hung = again ? `, and one attempt that hangs until the timeout costs ${dollars(ceiling.hung)}` : "";
  const minutes = Math.floor(ceiling.minutes * budget.usd / ceiling.most);
  const [first = "job_timeout", ...others] = factors.filter((key) => key in compute.properties && (again || key !== "number_of_retries"));
  return {
    message: `a run can cost up to ${dollars(ceiling.most)}, and the budget is ${dollars(budget.usd)}: ${arithmeticOf(ceiling)}${hung}`,
    location: placeOf(compute, first), requirement: "budget",
    related: others.map((key) => ({ message: `it is multiplied by this \`${key}\``, location: placeOf(compute, key) })),
    ...(minutes >= 1 && { fix: `A \`job_timeout\` of ${minutes} keeps to the budget as all else stands; so do fewer workers${again ? ", or fewer retries" : ""}.` }),
  };
}

/** Only what is written is judged: what Guzzle does with a timeout that is left out is not known. */
function againstDefault(compute: Compute): Verdict {
  const unknown = unknownProblems(compute, ["job_timeout"]);
  if (unknown.length > 0) return { kind: "open", problems: unknown };
  const minutes = numberOf(compute, "job_timeout");
  if (minutes === undefined) return { kind: "notApplicable", because: "the compute does not set `job_timeout`" };
  if (minutes !== glue.guzzle.timeout) return { kind: "pass", assumes: [] };
  const ceiling = ceilingOf(compute, undefined);
  const cost = typeof ceiling === "object" ? `, and costs up to ${dollars(ceiling.hung)} by then: ${arithmeticOf({ ...ceiling, attempts: 1, defaults: [] })}` : "";
  return { kind: "fail", assumes: [], problems: [{ message: `\`${minutes}\` minutes are the default: a run that hangs is stopped after ${minutes / 60} hours${cost}`, location: placeOf(compute, "job_timeout"), related: [], requirement: "job_timeout" }] };
}
