import { numberOf } from "../policy/comparisons.js";
import { instantOf } from "../policy/instant.js";
import { ipRangeOf } from "../policy/ip.js";
import type { Kind } from "../policy/operators.js";
import { spelled } from "../policy/symbols.js";
import { isPlain, statementsOf, type Reviewer } from "./review.js";

/** Values that their operator cannot read, and so never meets. */
export const readableValues: Reviewer = (reviewed) => statementsOf(reviewed).flatMap(({ conditions }) => conditions).flatMap(({ operator, asks, location }) => {
  if (asks.kind !== "compare") return [];
  const form = forms[asks.operator.kind];
  return asks.wanted.map(({ symbols }) => spelled(symbols)).filter((text) => form !== undefined && isPlain(text) && !form.reads(text))
    .map((text) => ({ message: `\`${text}\` is no ${form?.name ?? "value"}, which \`${operator}\` compares`, location, about: text }));
});

const forms: Readonly<Partial<Record<Kind, { readonly name: string; readonly reads: (text: string) => boolean }>>> = {
  number: { name: "number", reads: (text) => numberOf(text) !== undefined },
  date: { name: "date such as `2026-11-22T00:00:00Z`", reads: (text) => instantOf(text) !== undefined },
  address: { name: "IP address or range such as `203.0.113.0/24`", reads: (text) => ipRangeOf(text) !== undefined },
  boolean: { name: "`true` or `false`", reads: (text) => /^(true|false)$/i.test(text) },
};
