import { arnOf } from "../policy/arn.js";
import type { Need } from "../rules/rule.js";
import { said, type Fact } from "../subject/facts.js";
import type { Joined } from "./check.js";

/** The resources that a need is about, once its placeholders stand for what is known of the account. */
export interface Bound {
  readonly resources: readonly string[];
  /** The keys of `environment` that somebody must write before the need can be judged. */
  readonly unsaid: readonly string[];
}

/**
 * Puts what the environment says in place of `{region}` and the like: a list gives one resource for each of its values, and an
 * empty one none. A need that is only for other uses of the datastore is about nothing.
 */
export function bind(need: Need, joined: Joined): Bound {
  const datastore = joined.datastore?.kind === "said" ? joined.datastore.values[0] : undefined;
  if (datastore && (datastore.access === "none" || need.access?.every((access) => access !== datastore.access))) return { resources: [], unsaid: [] };
  const bound = need.resources.map((template) => fill(template, joined));
  return { resources: bound.flatMap(({ resources }) => resources), unsaid: [...new Set(bound.flatMap(({ unsaid }) => unsaid))] };
}

function fill(template: string, joined: Joined): Bound {
  const [, placeholder] = /\{([a-zA-Z.]+)\}/.exec(template) ?? [];
  if (placeholder === undefined) return { resources: [template], unsaid: [] };
  const fact = factOf(placeholder, joined);
  const filled = (fact.kind === "said" ? fact.values : [""]).map((value) => fill(template.replace(`{${placeholder}}`, () => value), joined));
  return { resources: fact.kind === "said" ? filled.flatMap(({ resources }) => resources) : [], unsaid: [...(fact.kind === "unsaid" ? [fact.key] : []), ...filled.flatMap(({ unsaid }) => unsaid)] };
}

function factOf(placeholder: string, { subject, environment: { facts }, datastore }: Joined): Fact<string> {
  const role = subject.kind === "role" ? arnOf(subject.arn) : undefined;
  switch (placeholder) {
    case "partition": return orElse(facts.partition, role?.partition);
    case "account": return orElse(facts.account, role?.account);
    case "region": return facts.region;
    case "sharedStorage": return facts.sharedStorage;
    case "secrets": case "databases": case "jobs": case "connections": return mapped(facts[placeholder], (name) => [nonEmpty(name)]);
    case "datastore.bucket": return mapped(datastore ?? facts.datastores, ({ bucket }) => [bucket]);
    case "datastore.prefix": return mapped(datastore ?? facts.datastores, ({ prefixes }) => prefixes);
    default: throw new Error(`no rule may ask for {${placeholder}}`);
  }
}

const orElse = (fact: Fact<string>, value: string | undefined): Fact<string> => fact.kind === "unsaid" && value !== undefined ? said(value) : fact;

const mapped = <Value>(fact: Fact<Value>, namesOf: (value: Value) => readonly string[]): Fact<string> =>
  fact.kind === "said" ? said(...fact.values.flatMap(namesOf)) : fact;

/** Every name has at least one character, so `*` asks for nothing more than that. */
const nonEmpty = (name: string) => /^\*+$/.test(name) ? "?*" : name;
