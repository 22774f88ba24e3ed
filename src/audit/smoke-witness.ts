import type { Question } from "../checks/check.js";
import { isWithin } from "../policy/classes.js";
import { requiredResources } from "../policy/resource.js";
import type { Observed } from "../subject/environment.js";
import type { Evidence } from "./report.js";
import type { Witness } from "./witness.js";

/** What smoke runs say to a verdict, or to one problem of it: of the calls that they made, those that the question asks for. */
export function smokeWitness(): Witness {
  return ({ answered, joined: { environment: { observed } } }, problem) => {
    if (observed === undefined) return [];
    const about = problem?.counterexample === undefined ? answered : answered.filter(({ answer }) => answer.kind === "no" && answer.counterexample === problem.counterexample);
    const calls = observed.filter((call) => about.some(({ question }) => asksFor(question, call)));
    const [first] = calls;
    return first === undefined ? [] : [{ by: "smoke", verdict: verdictOf(calls), at: first.at, assumes: [`${calls.length} ${calls.length === 1 ? "call was" : "calls were"} made, not all that there are`] }];
  };
}

function asksFor({ permission: { principal, action, resources } }: Question, call: Observed): boolean {
  return call.principal === principal && call.action.toLowerCase() === action.toLowerCase() && call.resources.some((resource) => isWithin(requiredResources(resource), resources));
}

function verdictOf(calls: readonly Observed[]): Evidence["verdict"] {
  if (calls.some(({ outcome }) => outcome === "refused")) return "fail";
  return calls.every(({ outcome }) => outcome === "allowed") ? "pass" : "open";
}
