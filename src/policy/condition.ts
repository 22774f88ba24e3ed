import type { Location } from "../text/location.js";
import { remembering, rememberingEach } from "../text/remembering.js";
import type { Test } from "./comparisons.js";
import { operators, type Operator } from "./operators.js";
import { isFixed, symbolsOf, type Symbol } from "./symbols.js";

/** One operator on one key: it holds for some values of the key. */
export interface Condition {
  readonly location: Location;
  /** As written, for messages. */
  readonly operator: string;
  readonly name: string;
  /** In lower case: keys have no regard to case. */
  readonly key: string;
  /** How the values of the request are taken together where there may be several. */
  readonly set: "ForAllValues" | "ForAnyValue" | undefined;
  readonly ifExists: boolean;
  readonly asks: { readonly kind: "compare"; readonly operator: Operator; readonly wanted: readonly Wanted[] } | { readonly kind: "null"; readonly absent: readonly boolean[] };
}

/** A value of the policy: the same test for every request, or one that hangs on the request's variables. */
export type Wanted = { readonly kind: "fixed"; readonly symbols: readonly Symbol[]; readonly test: Test } | { readonly kind: "filled"; readonly symbols: readonly Symbol[] };

/** The condition that an operator, a key and the policy's values spell; undefined for an operator that IAM does not know. */
export function conditionOf(operator: string, name: string, values: readonly string[], variables: boolean, location: Location): Condition | undefined {
  const { base, ...how } = partsOf(operator);
  const common: Omit<Condition, "asks"> = { location, operator, name, key: name.toLowerCase(), ...how };
  if (base === "Null") return { ...common, asks: { kind: "null", absent: values.map((value) => value.toLowerCase() === "true") } };
  const compares = operators.get(base);
  return compares && { ...common, asks: { kind: "compare", operator: compares, wanted: values.map((value) => variables && compares.variables && value.includes("${") ? wantedOf(compares, symbolsOf(value, true)) : plain(compares)(value)) } };
}

/** What an operator says beside what it compares by: policies have some twenty of them between them. */
const partsOf = remembering((operator: string): Pick<Condition, "set" | "ifExists"> & { readonly base: string } => {
  const [, set, base = "", ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  return { base, set: set === "ForAllValues" || set === "ForAnyValue" ? set : undefined, ifExists: ifExists !== undefined };
});

/** Equal values are one: policies repeat themselves. */
const plain = rememberingEach((operator: Operator) => remembering((value: string) => wantedOf(operator, symbolsOf(value, false))));

function wantedOf(operator: Operator, symbols: readonly Symbol[]): Wanted {
  return isFixed(symbols) ? { kind: "fixed", symbols, test: operator.test(symbols) } : { kind: "filled", symbols };
}
