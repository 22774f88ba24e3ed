import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Part, Verb } from "../rules/rule.js";
import { ruleText } from "./new-rule-text.js";

/** What is known of a rule before it is written. */
export interface NewRule {
  readonly id: string;
  /** The verb; undefined for the usual one of its subject. */
  readonly check: string | undefined;
  /** The version of gluelint that will bring the rule. */
  readonly since: string;
  /** The day on which its page was read, as in 2026-11-22. */
  readonly read: string;
}

/** The file that was written, from the root, or why none was. */
export type Outcome =
  | { readonly kind: "written"; readonly path: string }
  | { readonly kind: "refused"; readonly because: string };

/** What rules are about, by their folder, which is the beginning of their names; the first verb is the usual one. */
const subjects: Readonly<Record<string, { readonly part: Part; readonly verbs: readonly Verb[] }>> = {
  "job-role": { part: "jobRole", verbs: ["can", "trusts"] },
  "caller-role": { part: "callerRole", verbs: ["can"] },
  compute: { part: "compute", verbs: ["conforms", "supports", "within", "costs", "reads", "joins"] },
  policy: { part: "policy", verbs: ["reads"] },
};

/** Writes the file of a new rule below `rules/` of the root, in the folder of its subject; never over one that is there. */
export function writeRule(root: string, { id, check, since, read }: NewRule): Outcome {
  if (!/^[a-z]+(-[a-z0-9]+)+$/.test(id)) return refused("the id is the sentence that must hold, in kebab case, as in job-role-can-read-secrets");
  const [folder, subject] = Object.entries(subjects).find(([name]) => id.startsWith(`${name}-`)) ?? [];
  if (folder === undefined || subject === undefined) return refused(`an id begins with what the rule is about: ${list(Object.keys(subjects).map((name) => `${name}-`))}`);
  const verb = check === undefined ? subject.verbs[0] : subject.verbs.find((each) => each === check);
  if (verb === undefined) return refused(`the check of a rule about ${folder} is ${list(subject.verbs)}`);
  if (readdirSync(join(root, "rules"), { recursive: true, encoding: "utf8" }).some((path) => basename(path) === `${id}.yaml`)) return refused("there is a rule of this name already");

  mkdirSync(join(root, "rules", folder), { recursive: true });
  writeFileSync(join(root, "rules", folder, `${id}.yaml`), ruleText({ id, part: subject.part, verb, since, read }), { flag: "wx" });
  return { kind: "written", path: `rules/${folder}/${id}.yaml` };
}

const refused = (because: string): Outcome => ({ kind: "refused", because });

const list = (names: readonly string[]) => names.join(" or ");
