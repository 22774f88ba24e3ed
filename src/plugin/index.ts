import type { ESLint, Linter } from "eslint";
import { selectRules } from "../audit/select.js";
import { version } from "../library/version.js";
import type { Rule } from "../rules/rule.js";
import { rules } from "../rules/rules.generated.js";
import { ruleOf } from "./rule-of.js";

/** The rules that one document is judged by alone: those about roles, and those that join several documents, are for the command line. */
const alone = rules.filter(({ check, for: [first, ...others] }) => check !== "joins" && others.length === 0 && (first === "policy" || first === "compute" || first === "template"));

const plugin = {
  meta: { name: "gluelint", version, namespace: "gluelint" },
  rules: Object.fromEntries(alone.map((rule) => [rule.id, ruleOf(rule)])),
} satisfies ESLint.Plugin;

const configOf = (name: string, on: readonly Rule[]): Linter.Config => ({
  name: `gluelint/${name}`, plugins: { gluelint: plugin },
  rules: Object.fromEntries(on.map(({ id, level }) => [`gluelint/${id}`, level === "error" ? "error" : "warn"])),
});

/**
 * The plugin for ESLint 9.35 and later: the rules about one policy, compute or template, in JSON (`json/json` of `@eslint/json`) and YAML
 * (`yml/yaml` of `eslint-plugin-yml`). `recommended` has those that `gluelint check` has on, `all` has all.
 */
const gluelint: typeof plugin & { readonly configs: { readonly recommended: Linter.Config; readonly all: Linter.Config } } = {
  ...plugin,
  configs: { recommended: configOf("recommended", selectRules(alone, { levels: {} })), all: configOf("all", alone) },
};

export default gluelint;
