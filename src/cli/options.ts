import type { Level } from "../audit/report.js";
import { packs, unknownRule } from "../audit/unknown-rule.js";
import type { RequiredLayer, RuleLevel, Threshold } from "../sources/config.generated.js";

/** The flags that say what is under audit, as commander reads them. */
export interface EnvironmentOptions {
  readonly config?: string | false;
  readonly role?: string;
  readonly account?: string;
  readonly region?: string;
  readonly partition?: string;
  readonly sharedStorage?: string;
  readonly datastore?: readonly string[];
  readonly parameter?: readonly string[];
  readonly parameters?: readonly string[];
  readonly env?: string;
  readonly policy?: string;
  readonly source?: string;
  readonly guzzle?: boolean;
  readonly now?: string;
}

/** The flags of `check`. */
export interface CheckOptions extends EnvironmentOptions {
  readonly format?: readonly string[];
  readonly failOn?: Threshold;
  readonly failOnOpen?: boolean;
  readonly maxWarnings?: string;
  readonly require?: readonly string[];
  readonly allowIncomplete?: boolean;
  readonly rule?: readonly string[];
  readonly only?: readonly string[];
  readonly pack?: readonly string[];
  readonly waivers?: boolean;
  readonly baseline?: string;
  readonly updateBaseline?: string;
  readonly sarifOpen?: boolean;
  readonly sarifWaived?: boolean;
  readonly sarifFull?: boolean;
  readonly staged?: boolean;
  readonly changed?: string;
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
  readonly showConfig?: boolean;
  readonly shard?: string;
  readonly stream?: boolean;
  readonly verify?: boolean;
  readonly fix?: boolean;
  readonly fixGrants?: boolean;
  readonly diff?: boolean;
  readonly deterministic?: boolean;
  readonly color?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** Lines for stderr about flags that cannot be understood. */
export interface Misunderstood {
  readonly lines: readonly string[];
}

/** The levels of `--rule id:level`; or what is wrong with the flags that say how strictly is judged. */
export function levelsFrom({ rule = [], only = [], pack = [], require = [], maxWarnings = "0" }: CheckOptions): Readonly<Record<string, RuleLevel>> | Misunderstood {
  const set = rule.map((text) => { const [, id = text, level = ""] = /^([^:]*):([^:]*)$/.exec(text) ?? []; return { text, id, level }; });
  const lines = [
    ...[...set.map(({ id }) => id), ...only].flatMap(unknownRule),
    ...set.filter(({ level }) => !isLevel(level)).map(({ text }) => `--rule ${text}: write it as id:level, where the level is error, warning, note or off`),
    ...require.filter((name) => !isRequirable(name)).map((name) => `--require ${name}: the layers are ${layers.join(", ")}`),
    ...notANumber(maxWarnings),
    ...pack.filter((name) => !packs.includes(name)).map((name) => `--pack ${name}: the packs are ${packs.join(", ")}`),
  ];
  return lines.length > 0 ? { lines } : Object.fromEntries(set.flatMap(({ id, level }) => isLevel(level) ? [[id, level]] : []));
}

/** A line for stderr where `--max-warnings` is no number. */
export const notANumber = (maxWarnings: string) => /^\d{1,9}$/.test(maxWarnings) ? [] : [`--max-warnings ${maxWarnings}: say how many warnings fail no run, as in 0`];

const layers = ["boundary", "serviceControl", "resourceControl", "resource", "endpoint"] as const satisfies readonly RequiredLayer[];

/** Whether a layer of policies may be required. */
export const isRequirable = (name: string): name is RequiredLayer => layers.some((layer) => layer === name);

const isLevel = (text: string): text is Level | "off" => ["error", "warning", "note", "off"].includes(text);
