import type { RuleOf } from "../rules/rule.js";
import type { Compute } from "../subject/compute.js";
import type { Problem } from "./check.js";
import { settingOf } from "./compute-properties.js";

/** The settings of the compute for whose sake a rule asks: those that its needs name and the compute has. */
export function settingsBehind({ needs }: RuleOf<"can">, compute: Compute | undefined): Problem["related"] {
  if (compute === undefined) return [];
  const named = needs.flatMap(({ resources, when = {} }) => [...resources.flatMap((resource) => [...resource.matchAll(/\{compute\.(.+?)(?:\.(?:bucket|prefix|object))?\}/g)].map(([, key = ""]) => key)), ...Object.keys(when)]);
  return [...new Set(named)].flatMap((key) => {
    const setting = settingOf(compute, key);
    return setting ? [{ message: `\`${compute.name}\` asks for it by this`, location: setting.location }] : [];
  });
}
