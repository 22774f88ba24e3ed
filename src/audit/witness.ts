import type { Answered, Problem } from "../checks/check.js";
import type { Environment, Simulated } from "../subject/environment.js";
import { rememberingEach } from "../text/remembering.js";
import type { Assessment } from "./judge.js";
import type { Evidence } from "./report.js";
import { sampleKey, samplesBy } from "./samples.js";

/** What a witness says to a verdict, or to one problem of it; nothing where it was not asked. */
export type Witness = (assessment: Assessment, problem?: Problem) => readonly Evidence[];

/** What IAM's simulator says. */
export function simulatorWitness(): Witness {
  const samples = samplesBy();
  return ({ answered, joined: { environment } }, problem) => {
    if (environment.simulated === undefined) return [];
    const known = recordsOf(environment);
    const about = problem?.counterexample === undefined ? answered : answered.filter(({ answer }) => answer.kind === "no" && answer.counterexample === problem.counterexample);
    const records = about.flatMap((each: Answered) => samples(each)).flatMap((sample) => known.get(sampleKey(sample)) ?? []);
    return records.length === 0 ? [] : [{ by: "simulator", verdict: verdictOf(records), ...(environment.simulatedAt !== undefined && { at: environment.simulatedAt }), assumes: unseen(records) }];
  };
}

function verdictOf(records: readonly Simulated[]): Evidence["verdict"] {
  if (records.some(({ decision, missingContext }) => decision !== "allowed" && missingContext.length === 0)) return "fail";
  return records.every(({ decision }) => decision === "allowed") ? "pass" : "open";
}

/** What the simulator does not look at. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html */
function unseen(records: readonly Simulated[]): readonly string[] {
  const services = new Set(records.map(({ action }) => action.replace(/:.*/, "")));
  return [
    `${records.length} ${records.length === 1 ? "request was" : "requests were"} asked, not all that there are`,
    ...(["s3", "kms", "secretsmanager", "glue"].some((service) => services.has(service)) ? ["the simulator sees no policies of resources"] : []),
    "the simulator sees no resource control policies, VPC endpoint policies and session policies",
  ];
}

const recordsOf = rememberingEach(({ simulated = [] }: Environment): ReadonlyMap<string, Simulated> => new Map(simulated.map((each) => [sampleKey(each), each])));
