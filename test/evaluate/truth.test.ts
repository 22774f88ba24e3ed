import { expect, test } from "vitest";
import { both, either, not, type Truth } from "../../src/evaluate/truth.js";

/** Source: Kleene's strong logic of three values. */
const table: readonly (readonly [a: Truth, b: Truth, both: Truth, either: Truth])[] = [
  ["yes", "yes", "yes", "yes"], ["yes", "unknown", "unknown", "yes"], ["yes", "no", "no", "yes"],
  ["unknown", "yes", "unknown", "yes"], ["unknown", "unknown", "unknown", "unknown"], ["unknown", "no", "no", "unknown"],
  ["no", "yes", "no", "yes"], ["no", "unknown", "no", "unknown"], ["no", "no", "no", "no"],
];

test.each(table)("%s and %s: both %s, either %s", (a, b, all, any) => {
  expect([both(a, b), either(a, b)]).toEqual([all, any]);
});

test("what is not so", () => {
  expect([not("yes"), not("unknown"), not("no")]).toEqual(["no", "unknown", "yes"]);
});
