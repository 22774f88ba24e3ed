import { callerOf } from "../evaluate/caller.js";
import { arnOf, roleNameOf } from "../policy/arn.js";
import { classesOf } from "../policy/classes.js";
import type { Statement } from "../policy/policy.js";
import { requiredResources, resourceEntry } from "../policy/resource.js";
import type { Comparand } from "../policy/samples.js";
import { spelled } from "../policy/symbols.js";

/** Who may call. */
export interface Callers {
  /** As a request names them. */
  readonly principals: readonly (string | null)[];
  /** False: the statements part those who call in more ways than were followed. */
  readonly complete: boolean;
}

/**
 * Callers such that the statements treat whoever calls as they treat one of these: everybody whom they name, and of those whom
 * they do not, one of each sort that the principals and the conditions on who calls tell apart.
 */
export function callersIn(statements: readonly Statement[]): Callers {
  const principals = statements.flatMap(({ principals: element }) => element?.entries ?? []).map(({ value }) => value);
  const named = principals.filter(({ id }) => id !== "*" && !isAccount(id)).map(({ id }) => id);
  const comparands = (key: string) => comparandsOn(statements, key);
  const texts = (key: string) => comparands(key).map(({ symbols }) => spelled(symbols));
  const accounts = [...new Set([...principals.flatMap(({ id }) => accountsIn(id)), ...texts("aws:principalaccount")])];
  const told = [...named, ...accounts.map((account) => `arn:*:*::${account}:*`), ...texts("aws:username").flatMap((name) => [`arn:*:iam::*:user/${name}`, `arn:*:iam::*:user/*/${name}`])].filter((text) => text.startsWith("arn:"));
  const patterns = [...told.map((text) => resourceEntry(text, false).pattern), ...comparands("aws:principalarn").flatMap(({ operator, symbols }) => operator.tells?.(symbols) ?? [])];
  const sorts = partitionsIn([...principals.map(({ id }) => id), ...texts("aws:principalarn")]).flatMap((partition) => kinds.map((kind) => `arn:${partition}:${kind}`)).flatMap((kind) => [...classesOf(requiredResources(kind), patterns, 5_000)]);
  const others = sorts.flatMap((each) => each === "budget" ? [] : [each.sample]);
  const sessions = others.filter((arn) => arn.includes(":role/")).flatMap((arn) => sessionOf(arn) ?? []);
  const services = texts("aws:principalservicename").filter((name) => callerOf(name).kind === "service");
  return { principals: [...new Set([...others, ...named, ...sessions, ...services, "service.amazonaws.com", null])], complete: !sorts.includes("budget") };
}

/** Whoever stands for all of a kind; accounts have twelve digits. */
const account = "############";
const kinds = [`iam::${account}:role/?*`, `iam::${account}:user/?*`, `iam::${account}:root`, `sts::${account}:federated-user/?*`];

const isAccount = (id: string) => /^\d{12}$/.test(id) || /^arn:[^:]+:iam::\d{12}:root$/.test(id);

const accountsIn = (text: string): readonly string[] => /\b\d{12}\b/.exec(text) ?? [];

/** The partitions that the texts name, and AWS's main one. */
const partitionsIn = (texts: readonly string[]) => [...new Set(["aws", ...texts.flatMap((text) => /^arn:([\w-]+):/.exec(text)?.[1] ?? [])])];

/** What conditions compare a key with; a variable, whose value may be anything, is a `*`. */
function comparandsOn(statements: readonly Statement[], key: string): readonly Comparand[] {
  const conditions = statements.flatMap((statement) => statement.conditions).filter((condition) => condition.key === key);
  return conditions.flatMap(({ asks }) => asks.kind === "null" ? [] : asks.wanted.map(({ symbols }) => ({ operator: asks.operator, symbols: symbols.map((symbol) => typeof symbol === "object" ? "*" : symbol) })));
}

function sessionOf(role: string): string | undefined {
  const name = roleNameOf(role);
  const { partition, account: owner } = arnOf(role) ?? {};
  return name && partition && owner && `arn:${partition}:sts::${owner}:assumed-role/${name}/session`;
}
