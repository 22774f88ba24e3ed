import type { RuleFile } from "./rule.generated.js";

export type { Examples, Given, Mending, Need, Part, When } from "./rule.generated.js";

export type Verb = RuleFile["check"];

/** A rule with the fields of its verb. Its examples are for tests and pages, and are read apart. */
export type RuleOf<V extends Verb> = Omit<Extract<RuleFile, { check: V }>, "examples">;

export type Rule = { readonly [V in Verb]: RuleOf<V> }[Verb];
