import { roleNameOf } from "../policy/arn.js";
import { classesOf } from "../policy/classes.js";
import type { Pattern } from "../policy/pattern.js";
import type { Statement } from "../policy/policy.js";
import { requiredResources, resourceEntry } from "../policy/resource.js";

/**
 * Callers such that the statements treat whoever calls as they treat one of these: everybody whom they name, and of those whom
 * they do not, one of each sort that the principals and the conditions on `aws:PrincipalArn` and `aws:PrincipalAccount` tell apart.
 */
export function callersIn(statements: readonly Statement[]): readonly (string | null)[] {
  const principals = statements.flatMap(({ principals: element }) => element?.entries ?? []).map(({ value }) => value);
  const named = principals.filter(({ id }) => id !== "*" && !isAccount(id)).map(({ id }) => id);
  const accounts = [...new Set([...principals.flatMap(({ id }) => accountsIn(id)), ...conditionTexts(statements, "aws:principalaccount").flatMap(accountsIn)])];
  const told = [...named, ...accounts.map((account) => `arn:*:iam::${account}:*`), ...conditionTexts(statements, "aws:principalarn")].filter((text) => text.startsWith("arn:"));
  const patterns = told.map((text) => resourceEntry(text, false).pattern);
  const others = kinds.flatMap((kind) => samples(kind, patterns));
  const sessions = others.filter((arn) => arn.includes(":role/")).flatMap((arn) => sessionOf(arn) ?? []);
  return [...new Set([...others, ...named, ...sessions, "service.amazonaws.com", null])];
}

/** Whoever stands for all of a kind; accounts have twelve digits. */
const account = "############";
const kinds = [`arn:aws:iam::${account}:role/?*`, `arn:aws:iam::${account}:user/?*`, `arn:aws:iam::${account}:root`];

function samples(kind: string, patterns: readonly Pattern[]): readonly string[] {
  const found: string[] = [];
  for (const each of classesOf(requiredResources(kind), patterns, 5_000)) if (each !== "budget") found.push(each.sample);
  return found;
}

const isAccount = (id: string) => /^\d{12}$/.test(id) || /^arn:[^:]+:iam::\d{12}:root$/.test(id);

const accountsIn = (text: string): readonly string[] => /\b\d{12}\b/.exec(text) ?? [];

/** The values that conditions compare a key with, as far as they hold no variables. */
function conditionTexts(statements: readonly Statement[], key: string): readonly string[] {
  return statements.flatMap(({ conditions }) => conditions.filter((condition) => condition.key === key)).flatMap(({ asks }) => asks.kind === "null" ? [] : asks.wanted.map(({ symbols }) => symbols.map((symbol) => typeof symbol === "number" ? String.fromCharCode(symbol) : typeof symbol === "string" ? symbol : "*").join("")));
}

function sessionOf(role: string): string | undefined {
  const name = roleNameOf(role);
  const owner = accountsIn(role)[0];
  return name && owner && `arn:aws:sts::${owner}:assumed-role/${name}/session`;
}
