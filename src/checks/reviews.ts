import { serviceOf } from "../policy/action.js";
import type { Policy, ReadPolicy } from "../policy/policy.js";
import type { Remark, Reviewed } from "../reviews/review.js";
import type { Rule, RuleOf } from "../rules/rule.js";
import type { Environment, Subject } from "../subject/environment.js";
import { sameLocation } from "../text/location.js";
import { rememberingEach } from "../text/remembering.js";
import { managedAmong } from "./assumptions.js";
import type { Check, Joined, Verdict } from "./check.js";
import { reviewers } from "./reviewers.js";

/** The reviewer that the rule names has nothing to remark about the document, or about all the policies of the role together. */
export const reviews: Check<RuleOf<"reviews">> = {
  asks: () => [],

  judge: (rule, joined): Verdict => reviewed(joined, (each) => remarksOf(rule, each, joined)),
};

/** Whether a rule can be judged only by what AWS publishes about its services, and there are policies to judge by it. */
export function needsServices(rules: readonly Rule[], environment: Environment): boolean {
  return (environment.documents.length > 0 || awsManagedIn(environment).length > 0) && rules.some(isInformed);
}

function isInformed(rule: Rule): boolean {
  return rule.check === "keepsTo" || (rule.check === "reviews" && reviewers[rule.reviewer].kind === "informed");
}

/** The services that the policies speak of, by what stands before the colon of their actions and condition keys, in lower case. */
export function servicesNamed(environment: Environment): ReadonlySet<string> {
  const read = environment.documents.flatMap(({ readings }) => readings).flatMap(({ policy }) => policy.kind === "read" ? [policy] : []);
  return new Set([...read, ...awsManagedIn(environment)].flatMap((policy) => [...namedBy(policy)]));
}

/** What is judged again has the same policies, but for those of a file or two. */
const namedBy = rememberingEach(({ statements }: ReadPolicy): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const { actions, conditions } of statements) {
    for (const { value: { text } } of actions.entries) if (!/^[*?]/.test(text)) names.add(serviceOf(text));
    for (const { key } of conditions) names.add(serviceOf(key));
  }
  names.delete("aws");
  return names;
});

/** What AWS manages stands in no document. */
const awsManagedIn = ({ roles }: Environment): readonly ReadPolicy[] => roles.flatMap(({ policies = [], boundary = [] }) => [...policies, ...boundary].flatMap((policy) => policy.kind === "read" && policy.managed !== undefined ? [policy] : []));

/** The verdict that the remarks about a subject make. */
export function reviewed({ subject, environment }: Joined, remarksAbout: (each: Reviewed) => readonly Remark[]): Verdict {
  const readings = readingsIn(environment)(subject);
  if (typeof readings === "string") return { kind: "notApplicable", because: readings };
  const remarks = readings.flatMap(remarksAbout);
  const distinct = remarks.filter(({ message, location }, i) => remarks.findIndex((other) => other.message === message && sameLocation(other.location, location)) === i);
  const assumes = managedAmong(readings.flatMap(({ policies }) => policies));
  return distinct.length === 0 ? { kind: "pass", assumes } : { kind: "fail", assumes, problems: distinct.map(({ about, ...remark }) => ({ ...remark, related: [], requirement: about })) };
}

function remarksOf({ reviewer }: RuleOf<"reviews">, each: Reviewed, { services }: Joined): readonly Remark[] {
  const entry = reviewers[reviewer];
  if (entry.kind === "alone") return entry.review(each);
  if (services === undefined) throw new Error(`nobody handed in the services, by which \`${reviewer}\` judges`);
  return entry.review(each, services);
}

/** One rule after the other asks. */
const readingsIn = rememberingEach((environment: Environment) => rememberingEach((subject: Subject) => readingsOf(subject, environment)));

/** What a subject says, once for each use of it; or why nobody can say what that is. */
function readingsOf(subject: Subject, environment: Environment): readonly Reviewed[] | string {
  switch (subject.kind) {
    case "compute": case "template": case "waiver": case "baseline": return "it is no policy";
    case "policy": {
      const readings = subject.readings.flatMap(({ use, policy }) => policy.kind === "read" ? [{ use, policies: [policy], grants: use !== "organization" && use !== "limit" && !onlyLimits(policy, environment), environment }] : []);
      return readings.length > 0 ? readings : "the document could not be read";
    }
    case "role": {
      const policies = subject.policies?.flatMap((policy) => policy.kind === "read" ? [policy] : []);
      if (policies === undefined || policies.length < (subject.policies?.length ?? 0)) return "nobody gave all the policies of the role, or one could not be read";
      return policies.length === 0 ? "the role has no policies" : [{ use: "identity", policies, grants: true, environment }];
    }
  }
}

/** Whether the policy is the boundary of a role, and no role has it otherwise. */
function onlyLimits(policy: ReadPolicy, environment: Environment): boolean {
  const { location: { artifact, pointer } } = policy;
  if (environment.part) return environment.part.limiting.has(`${artifact} ${pointer}`);
  const known = limiting.get(environment) ?? limitsIn(environment);
  limiting.set(environment, known);
  return known.has(policy);
}

function limitsIn({ roles }: Environment): ReadonlySet<Policy> {
  const granting = new Set(roles.flatMap(({ policies = [] }) => policies));
  return new Set(roles.flatMap(({ boundary = [] }) => boundary).filter((policy) => !granting.has(policy)));
}

const limiting = new WeakMap<Environment, ReadonlySet<Policy>>();
