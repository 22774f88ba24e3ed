import type { Joined, Question } from "../checks/check.js";
import { asksForAll } from "../checks/asks-for-all.js";
import { checkOf } from "../checks/verbs.js";
import type { Policies } from "../evaluate/request.js";
import type { Part, Rule } from "../rules/rule.js";
import type { Compute } from "../subject/compute.js";
import { computesOf, isJobRole, type Environment, type Subject } from "../subject/environment.js";
import type { Services } from "../services/service.js";
import { said } from "../subject/facts.js";
import type { Role } from "../subject/role.js";
import { neededBy, type Needed } from "./needed.js";

/** One verdict to come: a rule, what it is about, and what must be known first. */
export interface Asked {
  readonly rule: Rule;
  readonly joined: Joined;
  readonly questions: readonly Question[];
}

/**
 * Every question that the rules have about the environment, before the first is answered. The services are for rules that need
 * them; what a role needs is what all rules of the catalogue need of it, also those that are off.
 */
export function ask(rules: readonly Rule[], environment: Environment, services?: Services, catalogue = rules): readonly Asked[] {
  const needs = rules.some(({ check }) => check === "keepsTo") ? neededBy(ask(catalogue.filter(({ check }) => check === "can"), environment)) : [];
  return withoutRepeats(rules.flatMap((rule) => joinedFor(rule, environment).map((joined): Joined => ({ ...joined, ...(services && { services }), ...(rule.check === "keepsTo" && { needed: neededOf(needs, joined) }) })).map((joined) => ({ rule, joined, questions: checkOf(rule).asks(rule, joined) }))));
}

/** A compute whose role is a placeholder may need anything of any role. */
function neededOf(needs: readonly Needed[], { subject, environment: { computes } }: Joined): NonNullable<Joined["needed"]> {
  const { questions = [], unsaid = [], unknown = [] } = needs.find(({ role }) => role === subject) ?? {};
  const anyones = computes.filter(({ properties }) => properties["iam_role"]?.unknown === true).map((compute) => ({ compute, key: "iam_role" }));
  return { permissions: questions.map(({ permission }) => permission), unsaid, unknown: [...unknown, ...anyones] };
}

function joinedFor(rule: Rule, environment: Environment): readonly Joined[] {
  const [first, ...others] = rule.for;
  const alone = subjectsOf(first, rule, environment).map((subject): Joined => ({ subject, environment }));
  return others.reduce((tuples, part) => tuples.flatMap((joined) => joinedWith(part, rule, joined)), alone);
}

function joinedWith(part: Part, rule: Rule, joined: Joined): readonly Joined[] {
  const { subject, environment } = joined;
  switch (part) {
    case "datastore": return datastoresOf(environment).map((datastore) => ({ ...joined, datastore }));
    case "compute": return subject.kind === "role" ? computesOf(environment, subject).filter((compute) => binds(rule, compute)).map((compute) => ({ ...joined, compute })) : [];
    default: throw new Error(`${rule.id}: nothing is joined with ${part}`);
  }
}

/** A rule whose source is the Guzzle page binds only what is known to be Guzzle's. */
const binds = (rule: Rule, { guzzle }: Role | Compute) => guzzle || rule.pack !== "documented";

function subjectsOf(part: Part, rule: Rule, environment: Environment): readonly Subject[] {
  switch (part) {
    case "jobRole": return environment.roles.filter((role) => isJobRole(environment, role) && binds(rule, role));
    case "callerRole": return environment.roles.filter((role) => role.is === "caller" && binds(rule, role));
    case "compute": return environment.computes.filter((compute) => binds(rule, compute));
    case "policy": return environment.documents;
    case "template": return environment.templates;
    // These are judged last, by what came of all else: govern/settle.
    case "waiver": case "baseline": case "datastore": return [];
  }
}

function datastoresOf({ facts: { datastores } }: Environment): readonly NonNullable<Joined["datastore"]>[] {
  return datastores.kind === "unsaid" || datastores.values.length === 0 ? [datastores] : datastores.values.map((datastore) => said(datastore));
}

/** What the documentation demands is asked for by the rule that quotes it, and by no other: one thing that is missing is one finding. */
function withoutRepeats(asked: readonly Asked[]): readonly Asked[] {
  const demanded = new Map<Policies, Question[]>();
  for (const question of asked.flatMap(({ rule, questions }) => rule.pack === "documented" ? questions : [])) {
    const known = demanded.get(question.policies);
    if (known) known.push(question);
    else demanded.set(question.policies, [question]);
  }
  const isDemanded = (question: Question) => demanded.get(question.policies)?.some((other) => asksForAll(other, question)) === true;
  return asked.map((each) => each.rule.pack === "documented" || each.questions.length === 0 ? each : { ...each, questions: each.questions.filter((question) => !isDemanded(question)) });
}
