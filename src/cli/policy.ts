import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { charactersOf, mostCharacters } from "../access/least.js";
import { ask } from "../audit/ask.js";
import { neededBy, type Needed } from "../audit/needed.js";
import { provisionFor, type Provision } from "../audit/provision.js";
import { selectRules } from "../audit/select.js";
import { rules } from "../rules/rules.generated.js";
import type { ExitCode } from "./exit-code.js";
import { loadServices } from "./knowledge.js";
import { load } from "./load.js";
import type { EnvironmentOptions } from "./options.js";
import { say, sayMisused } from "./say.js";
import { isSystemError } from "./system-error.js";

export interface PolicyOptions extends EnvironmentOptions {
  readonly for?: readonly string[];
  readonly minusExisting?: boolean;
  readonly out?: string;
}

/** Writes the least policies with which each role passes every rule on what it can do, once they are proved. */
export async function policy(paths: readonly string[], options: PolicyOptions): Promise<ExitCode> {
  const loaded = await load(paths, options);
  if (loaded.kind === "misused") return sayMisused(loaded.lines);
  const needed = neededBy(ask(selectRules(rules, { levels: {} }), loaded.environment)).filter(({ questions, unsaid, unknown }) => questions.length + unsaid.length + unknown.length > 0);
  const wanted = options.for ? needed.filter(({ role }) => options.for?.includes(role.arn) === true || options.for?.includes(role.name) === true) : needed;
  const misuse = misuseOf(needed, wanted, options);
  if (misuse.length > 0) return sayMisused(misuse);
  const services = await loadServices();
  const provisions = wanted.map((each) => provisionFor(services, each, options.minusExisting === true));
  try {
    if (options.out === undefined) process.stdout.write(`${JSON.stringify(Object.fromEntries(provisions.map(({ role, policies, trust }) => [role.arn, { policies, ...(trust && { trust }) }])), undefined, 2)}\n`);
    else await writeFiles(options.out, provisions);
  } catch (error) {
    if (isSystemError(error)) return sayMisused([error.message]);
    throw error;
  }
  provisions.flatMap(proofOf).forEach(say);
  return provisions.some(({ refused }) => refused.some(({ answer }) => answer.kind === "no")) ? 1 : 0;
}

function misuseOf(needed: readonly Needed[], wanted: readonly Needed[], options: PolicyOptions): readonly string[] {
  if (needed.length === 0) return ["there is no role to write a policy for: name computes, or roles, in gluelint.yaml or on the command line"];
  const names = needed.map(({ role }) => role.name).join(", ");
  const unknown = (options.for ?? []).filter((name) => !wanted.some(({ role }) => role.arn === name || role.name === name));
  if (unknown.length > 0) return unknown.map((name) => `--for ${name}: the roles are ${names}`);
  const settings = wanted.flatMap(({ unknown }) => unknown).map(({ compute, key }) => `the value of \`${key}\` in ${compute.location.artifact}`);
  return [...new Set([...wanted.flatMap(({ unsaid }) => unsaid).map((key) => `\`environment.${key}\``), ...settings])].map((what) => `${what} must be said before the policy can be written`);
}

async function writeFiles(folder: string, provisions: readonly Provision[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = provisions.flatMap(({ role, policies, trust }) => [
    ...policies.map((document, i) => ({ name: policies.length === 1 ? `${role.name}.json` : `${role.name}-${i + 1}.json`, document })),
    ...(trust ? [{ name: `${role.name}.trust.json`, document: trust }] : []),
  ]);
  for (const { name, document } of files) {
    await writeFile(join(folder, name), `${JSON.stringify(document, undefined, 2)}\n`);
    say(join(folder, name));
  }
}

/** What was proved, in lines for stderr. */
function proofOf({ role, policies, refused }: Provision): readonly string[] {
  const sizes = policies.map((document) => `${charactersOf(document)} of ${mostCharacters} characters`);
  const actions = new Set(refused.map(({ permission }) => permission.action));
  return [
    policies.length === 0 ? `${role.name}: nothing is missing` : `${role.name}: ${policies.length === 1 ? "one policy" : `${policies.length} policies`}, ${sizes.join(" and ")}; proved: all that is needed, and nothing beside`,
    ...(actions.size > 0 ? [`${role.name}: even so, other policies that bind the role refuse or leave open ${[...actions].slice(0, 5).join(", ")}: see what \`gluelint check\` says`] : []),
  ];
}
