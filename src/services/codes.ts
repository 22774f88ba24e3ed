import type { Access, KeyType } from "./service.js";

/** The letters that stand for levels of access in the generated data. */
export const accessOf = { L: "List", R: "Read", W: "Write", T: "Tagging", P: "Permissions management" } as const satisfies Readonly<Record<string, Access>>;

/** The letters that stand for types of condition keys: small ones for lists. */
export const keyTypeOf = {
  S: "String", A: "ARN", B: "Bool", N: "Numeric", D: "Date", I: "IPAddress", s: "ArrayOfString", a: "ArrayOfARN", b: "ArrayOfBool",
} as const satisfies Readonly<Record<string, KeyType>>;
