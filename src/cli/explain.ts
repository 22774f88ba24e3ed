import { unknownRule } from "../audit/unknown-rule.js";
import { rulePage } from "../report/rule-page.js";
import type { KnownError } from "../rules/error.generated.js";
import { errors } from "../rules/errors.generated.js";
import { examples } from "../rules/examples.generated.js";
import type { Rule } from "../rules/rule.js";
import { rules } from "../rules/rules.generated.js";
import { likeness } from "../text/message-likeness.js";
import type { ExitCode } from "./exit-code.js";
import { sayMisused } from "./say.js";

type Format = "text" | "markdown" | "json";

/** Prints the page of a rule; or, for a part of a message of AWS's, what brings it about and which rules foretell it. */
export function explain(words: string, format: Format): ExitCode {
  const rule = rules.find((each) => each.id === words);
  const shown = examples[words];
  if (rule && shown) return print(format === "json" ? { ...rule, examples: shown } : rulePage(rule, shown, errors, format));
  return /^[a-z]+(-[a-z0-9]+)+$/.test(words) ? sayMisused(unknownRule(words)) : explainMessage(words, format);
}

/** So much of a message must be there. */
const enough = 0.8;

function explainMessage(message: string, format: Format): ExitCode {
  const scored = errors.map((error) => ({ error, score: likeness(message, error.text) })).toSorted((a, b) => b.score - a.score);
  const found = scored.filter(({ score }) => score >= enough).map(({ error }) => error);
  const asking = rulesThatAskFor(message).filter(({ id }) => !found.some(({ rules: predicting }) => predicting?.some((known) => known === id)));
  if (found.length + asking.length > 0) return print(format === "json" ? { errors: found, rules: asking.map(({ id, title }) => ({ id, title })) } : [...found.map((error) => told(error, format)), ...(asking.length > 0 ? [rulesTold("the right is asked for by", asking, format)] : [])].join("\n"));
  const near = scored.filter(({ score }) => score >= 0.4).slice(0, 3).map(({ error: { text } }) => `  ${text}`);
  return sayMisused([`${message}: no rule and no message of AWS's that is known here${near.length > 0 ? `; near are\n${near.join("\n")}` : ": gluelint rules lists the rules, and docs/rules/errors.md the messages"}`]);
}

function told({ text, cause, source, rules: predicting, because, see }: KnownError, format: Format): string {
  return [
    format === "markdown" ? `\`${text}\`` : text, `  ${cause}`,
    ...(predicting ? [rulesTold("foretold by", named(predicting), format)] : []), ...(because === undefined ? [] : [`  no rule foretells it: ${because}`]),
    ...(see ? [rulesTold("worth a look", named(see), format)] : []), `  source: ${source}`, "",
  ].join("\n");
}

const rulesTold = (words: string, list: readonly Rule[], format: Format) => `  ${words}:\n${list.map(({ id, title }) => `    ${format === "markdown" ? `- [${id}](docs/rules/${id}.md)` : id}  ${title}`).join("\n")}`;

const named = (ids: readonly string[]): readonly Rule[] => rules.filter(({ id }) => ids.includes(id));

/** The rules by which a role must be allowed the action that the message says it may not call. */
function rulesThatAskFor(message: string): readonly Rule[] {
  const [, action] = /not authorized to perform:?\s+([a-z0-9-]+:[a-z]+)/i.exec(message) ?? [];
  return action === undefined ? [] : rules.filter((rule) => rule.check === "can" && rule.needs.some(({ actions }) => actions.some((each) => each.toLowerCase() === action.toLowerCase())));
}

function print(what: object | string): ExitCode {
  process.stdout.write(typeof what === "string" ? `${what.trimEnd()}\n` : `${JSON.stringify(what, undefined, 2)}\n`);
  return 0;
}

/** Prints all rules, one a line: name, level, pack, title. */
export function listRules(): ExitCode {
  const width = Math.max(...rules.map(({ id }) => id.length));
  process.stdout.write(rules.map(({ id, level, pack, title }) => `${id.padEnd(width)}  ${level.padEnd(7)}  ${pack.padEnd(10)}  ${title}\n`).join(""));
  return 0;
}
