import type { ErrorFile, KnownError } from "../rules/error.generated.js";
import type { Rule } from "../rules/rule.js";
import type { RuleFile } from "../rules/rule.generated.js";
import { rulePage } from "../report/rule-page.js";

/** A page for each rule, an index of them, and a page of AWS's messages: Markdown by path. */
export function generatedPages(rules: readonly RuleFile[], { errors, read }: ErrorFile): Readonly<Record<string, string>> {
  const pages = rules.map(({ examples: shown, ...rule }) => [`docs/rules/${rule.id}.md`, rulePage(rule, shown, errors, "markdown")] as const);
  return { ...Object.fromEntries(pages), "docs/rules/README.md": index(rules), "docs/rules/errors.md": messages(errors, read) };
}

const levels = { error: "Errors", warning: "Warnings", note: "Notes" } as const satisfies Record<Rule["level"], string>;

const subjects = { jobRole: "The role of the job", callerRole: "The role of the Guzzle server", compute: "Computes and Glue jobs", policy: "Policies", template: "Templates", datastore: "Datastores", waiver: "Waivers", baseline: "The baseline" } as const satisfies Record<Rule["for"][number], string>;

/** By level, and within it by what the rules are about. */
function index(rules: readonly RuleFile[]): string {
  const sections = Object.entries(levels).flatMap(([level, heading]) => [
    `## ${heading}`,
    ...Object.entries(subjects).flatMap(([subject, words]) => {
      const own = rules.filter((rule) => rule.level === level && rule.for[0] === subject);
      return own.length === 0 ? [] : [`### ${words}`, table(["rule", "what must hold", "pack"], own.map(({ id, title, pack }) => [`[${id}](${id}.md)`, title, pack]))];
    }),
  ]);
  return `${["# The rules", `${rules.length} rules, one page each. What AWS says where they do not hold is on [a page of its own](errors.md), and what no rule says, and why, on [another](left-out.md). This page is written by \`npm run generate\`.`, ...sections].join("\n\n")}\n`;
}

function messages(errors: readonly KnownError[], read: string): string {
  const linked = (ids: readonly string[]) => ids.map((id) => `[${id}](${id}.md)`).join(", ");
  const [predicted, others] = [errors.filter(({ rules }) => rules !== undefined), errors.filter(({ rules }) => rules === undefined)];
  return `${[
    "# What AWS says", `Messages of AWS's by which a job cannot be made, started or run (read ${read}). \`gluelint explain "a part of the message"\` finds them too. This page is written by \`npm run generate\`.`,
    "## Foretold from files", table(["message", "what brings it about", "rule", "source"], predicted.map(({ text, cause, rules = [], source }) => [inCode(text), cause, linked(rules), `[page](${source})`])),
    "## Not to be told from files", table(["message", "what brings it about", "why no rule can tell", "worth a look", "source"], others.map(({ text, cause, because = "", see = [], source }) => [inCode(text), cause, because, linked(see), `[page](${source})`])),
  ].join("\n\n")}\n`;
}

const inCode = (text: string) => `\`${text.replaceAll("|", "\\|")}\``;

const table = (head: readonly string[], rows: readonly (readonly string[])[]) => [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
