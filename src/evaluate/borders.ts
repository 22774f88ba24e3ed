import { instanceOf } from "../policy/instance.js";
import { matches } from "../policy/pattern.js";
import { domainOf, type Domain } from "./domains.js";
import { inquiryOf, withContext, type Inquiry } from "./inquiry.js";
import type { Authorizer } from "./prepare.js";
import type { Permission, Request } from "./request.js";
import { supposed } from "./supposed.js";

/** How many requests are drawn at least, where the permission has so many. */
export const fewest = 16;

/** How many are drawn at most. */
const most = 256;

/**
 * Requests of a permission that lie at the borders of statements: on resources just within and just without what an entry matches,
 * in contexts on either side of what a condition asks for. None is found by the walk that `contain` proves by.
 */
export function bordersOf(authorizer: Authorizer, permission: Permission): readonly Request[] {
  const inquiry = inquiryOf(authorizer, permission);
  const { resources } = permission;
  const texts = [...new Set([resources.text, ...entriesOf(inquiry)])].flatMap((text) => around(instanceOf(text.replace(/\$\{[^}]*\}/g, "*"))));
  const within = [...new Set([...texts, ...fillings(resources.text)])].filter((text) => matches(resources, text));
  const domains = domainsOf(inquiry);
  const contexts = Math.max(1, ...domains.map(([, { length }]) => length));
  const count = Math.min(most, Math.max(fewest, within.length, contexts));
  return within.length === 0 ? [] : Array.from({ length: count }, (_, i) => {
    // Each key steps through its values at a pace of its own, so that they meet in many ways.
    const context = Object.fromEntries(domains.map(([key, domain], pace) => [key, domain[(i + Math.floor(i / domain.length) * pace) % domain.length] ?? "absent"]));
    return withContext({ ...inquiry.call, resource: within[i % within.length] ?? "" }, context);
  });
}

/** The first of these requests that is refused, for all that `contain` says yes to. There is none, unless it is wrong. */
export function refusedAtBorders(authorizer: Authorizer, permission: Permission): Request | undefined {
  return bordersOf(authorizer, permission).find((request) => authorizer.decide(supposed(request)) !== "allowed");
}

const statementsOf = ({ binding: { layers } }: Inquiry) => layers.flatMap(({ denies, allows }) => [...denies, ...allows]);

const entriesOf = (inquiry: Inquiry): readonly string[] => statementsOf(inquiry).flatMap(({ resources }) => resources?.entries ?? []).map(({ value }) => value.text);

/** A text, and such as are one step off: a character more, one less, another one, another segment. */
function around(text: string): readonly string[] {
  const stem = text.slice(0, -1);
  const folder = text.slice(0, text.lastIndexOf("/") + 1);
  return [text, `${text}a`, `${text}/`, `${text}/a`, stem, `${stem}Z`, `${stem}/`, ...(folder === "" ? [] : [folder, `${folder}Z`, `${folder}a/b`])];
}

/** Texts of a pattern that no statement speaks of. */
function fillings(pattern: string): readonly string[] {
  const values = ["", "a", "/", "a/b", "A", "0", ".", "a:b", " ", "é", "*", "?", "${a}", "a".repeat(40), "//", "-_"];
  return values.map((value) => pattern.replace(/[*?#]+/g, (wildcards) => (/#/.test(wildcards) ? "a".repeat(wildcards.replaceAll("*", "").length) : value)));
}

/** The keys that conditions ask for and nobody stated, each with values on all sides of what they are compared with. */
function domainsOf(inquiry: Inquiry): readonly (readonly [string, Domain])[] {
  const names = new Map(statementsOf(inquiry).flatMap(({ conditions }) => conditions).map(({ key, name }) => [key, name]));
  return [...names].flatMap(([key, name]) => {
    const domain = inquiry.context(key) === "unknown" ? domainOf(inquiry.related(key), inquiry.context) : undefined;
    return domain === undefined ? [] : [[name, domain] as const];
  });
}
