import type { Joined, Question } from "../checks/check.js";
import { checkOf } from "../checks/verbs.js";
import type { Part, Rule } from "../rules/rule.js";
import type { Services } from "../services/service.js";
import { isJobRole, type Environment, type Subject } from "../subject/environment.js";
import { said } from "../subject/facts.js";

/** One verdict to come: a rule, what it is about, and what must be known first. */
export interface Asked {
  readonly rule: Rule;
  readonly joined: Joined;
  readonly questions: readonly Question[];
}

/** Every question that the rules have about the environment, before the first is answered. The services are for rules that need them. */
export function ask(rules: readonly Rule[], environment: Environment, services?: Services): readonly Asked[] {
  return rules.flatMap((rule) => joinedFor(rule, environment).map((joined) => services ? { ...joined, services } : joined).map((joined) => ({ rule, joined, questions: checkOf(rule).asks(rule, joined) })));
}

function joinedFor(rule: Rule, environment: Environment): readonly Joined[] {
  const [first, ...others] = rule.for;
  return subjectsOf(first, rule, environment).flatMap((subject): readonly Joined[] => others.includes("datastore") ? datastoresOf(environment).map((datastore) => ({ subject, environment, datastore })) : [{ subject, environment }]);
}

/** A rule whose source is the Guzzle page binds only what is known to be Guzzle's. */
function subjectsOf(part: Part, rule: Rule, environment: Environment): readonly Subject[] {
  switch (part) {
    case "jobRole": return environment.roles.filter((role) => isJobRole(environment, role) && (role.guzzle || rule.pack !== "documented"));
    case "compute": return environment.computes.filter((compute) => compute.guzzle || rule.pack !== "documented");
    case "policy": return environment.documents;
    case "template": return environment.templates;
    case "datastore": return [];
  }
}

function datastoresOf({ facts: { datastores } }: Environment): readonly NonNullable<Joined["datastore"]>[] {
  return datastores.kind === "unsaid" || datastores.values.length === 0 ? [datastores] : datastores.values.map((datastore) => said(datastore));
}
