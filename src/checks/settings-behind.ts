import type { RuleOf } from "../rules/rule.js";
import type { Compute } from "../subject/compute.js";
import type { Problem } from "./check.js";
import { settingOf } from "./compute-properties.js";

/** The settings of the compute for whose sake a rule asks: those that its needs name, or else those that they hang on, as far as the compute has them. */
export function settingsBehind({ needs }: RuleOf<"can">, compute: Compute | undefined): Problem["related"] {
  if (compute === undefined) return [];
  const named = needs.flatMap(({ resources }) => resources.flatMap((resource) => [...resource.matchAll(/\{compute\.(.+?)(?:\.(?:bucket|prefix|object))?\}/g)].map(([, key = ""]) => key)));
  const switches = needs.flatMap(({ when = {} }) => Object.keys(when));
  return [...new Set(named.length > 0 ? named : switches)].flatMap((key) => {
    const setting = settingOf(compute, key);
    return setting ? [{ message: `\`${compute.name}\` asks for it by ${spelled(key)}`, location: setting.location }] : [];
  });
}

/** A part of a setting is what AWS knows of that which the setting names. */
const spelled = (key: string) => { const [, setting, part] = /^([a-z_]+)\.([a-z_]+)$/.exec(key) ?? []; return part === undefined ? `its \`${key}\`` : `the \`${part}\` of its \`${setting ?? ""}\``; };
