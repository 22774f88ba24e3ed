import { arnOf } from "../policy/arn.js";
import type { Need } from "../rules/rule.js";
import { orElse, said, type Fact } from "../subject/facts.js";
import type { Joined } from "./check.js";

/** The resources that a need is about, once its placeholders stand for what is known of the account. */
export interface Bound {
  readonly resources: readonly string[];
  /** The keys of `environment` that somebody must write before the need can be judged. */
  readonly unsaid: readonly string[];
}

/**
 * Puts what the environment says in place of `{region}` and the like: a list gives one resource for each of its values. A need
 * that asks for something of which the environment says that there is none, or for another use of the datastore, is about
 * nothing: who has no connections needs no right on the catalog for their sake.
 */
export function bind(need: Need, joined: Joined): Bound {
  const datastore = joined.datastore?.kind === "said" ? joined.datastore.values[0] : undefined;
  if (datastore && (datastore.access === "none" || need.access?.every((access) => access !== datastore.access))) return nothing;
  const templates = need.resources.map((template) => partsOf(template, joined));
  const facts = templates.flat().filter((part) => typeof part !== "string");
  if (facts.some((fact) => fact.kind === "said" && fact.values.length === 0)) return nothing;
  const unsaid = [...new Set(facts.flatMap((fact) => fact.kind === "unsaid" ? [fact.key] : []))];
  return { resources: unsaid.length > 0 ? [] : templates.flatMap(textsOf), unsaid };
}

const nothing: Bound = { resources: [], unsaid: [] };

/** The texts of a template and the facts between them. */
function partsOf(template: string, joined: Joined): readonly (string | Fact<string>)[] {
  return template.split(/\{([a-zA-Z.]+)\}/).map((part, i) => i % 2 === 0 ? part : factOf(part, joined));
}

/** All that comes of one value for each fact. */
function textsOf(parts: readonly (string | Fact<string>)[]): readonly string[] {
  return parts.reduce<readonly string[]>((texts, part) => {
    const values = typeof part === "string" ? [part] : part.kind === "said" ? part.values : [];
    return texts.flatMap((text) => values.map((value) => text + value));
  }, [""]);
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

const mapped = <Value>(fact: Fact<Value>, namesOf: (value: Value) => readonly string[]): Fact<string> =>
  fact.kind === "said" ? said(...fact.values.flatMap(namesOf)) : fact;

/** Every name has at least one character, so `*` asks for nothing more than that. */
const nonEmpty = (name: string) => /^\*+$/.test(name) ? "?*" : name;
