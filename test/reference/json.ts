import { malformed } from "./malformed.js";

export type Json = { readonly [name: string]: unknown };

/** The value as an object, or Malformed. */
export function objectOf(value: unknown, what: string): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw malformed(`${what} is no object`);
  return Object.fromEntries(Object.entries(value));
}

/**
 * The texts of a value that may be one or a list.
 * Quotation marks are optional for numbers and booleans, brackets for a single value:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function textsOf(value: unknown, what: string): readonly string[] {
  return listOf(value).map((item) => {
    if (typeof item === "string") return item;
    if (typeof item === "number" || typeof item === "boolean") return String(item);
    throw malformed(`${what} is no text`);
  });
}

/** A list as it is, anything else as a list of one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}
