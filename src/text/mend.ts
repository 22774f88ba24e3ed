import type { Location } from "./location.js";

/** How something may be put right: what its author would write instead, said of values and not of characters. */
export interface Mend {
  readonly changes: readonly Change[];
  /** There may be another right answer: it is shown, and never made unasked. */
  readonly unsure?: true;
}

/**
 * One change of a document. `write`: another text in place of a value, or of a property's name where the location is that. `add`: a
 * property to a map. `insert`: values at the end of a list, or beside a lone value that stands for one. `remove`: a property or an entry of a list, with what separates it from its neighbours. `splice`: another run of
 * text, for what is no value at all.
 */
export type Change =
  | { readonly kind: "write"; readonly location: Location; /** What stands there by what the author of the change has read: else nothing is changed. */ readonly from: string; readonly to: Value }
  | { readonly kind: "add"; readonly location: Location; readonly key: string; readonly value: Value }
  | { readonly kind: "insert"; readonly location: Location; /** As `JSON.stringify` takes them. */ readonly values: readonly unknown[] }
  | { readonly kind: "remove"; readonly location: Location }
  | { readonly kind: "splice"; readonly location: Location; readonly text: string };

export type Value = string | number | boolean;

/** To write another text where this one stands. */
export function writing(location: Location, from: string, to: Value): Mend {
  return { changes: [{ kind: "write", location, from, to }] };
}

/** To add a property to the map at the location. */
export function adding(location: Location, key: string, value: Value): Mend {
  return { changes: [{ kind: "add", location, key, value }] };
}

/** To take away what stands at the location. */
export function removing(location: Location): Mend {
  return { changes: [{ kind: "remove", location }] };
}

/** The mend as one of several that may be right. */
export function perhaps(mend: Mend): Mend {
  return { ...mend, unsure: true };
}
