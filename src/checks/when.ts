import type { When } from "../rules/rule.js";
import type { Compute } from "../subject/compute.js";
import type { UnknownSetting } from "./check.js";
import { settingOf } from "./compute-properties.js";
import { isBelow, isVersion } from "./glue-versions.js";

/** Whether the settings of the compute are as a need wants them; where that is unknown, the settings that it hangs on. */
export function isWanted(when: When | undefined, compute: Compute | undefined): boolean | readonly UnknownSetting[] {
  if (when === undefined) return true;
  if (compute === undefined) return false;
  const answers = Object.entries(when).map(([key, wanted]) => ({ key, answer: isSo(settingOf(compute, key), wanted) }));
  if (answers.some(({ answer }) => answer === false)) return false;
  const unknown = answers.flatMap(({ key, answer }) => answer === "unknown" ? [{ compute, key }] : []);
  return unknown.length > 0 ? unknown : true;
}

function isSo(setting: Compute["properties"][string] | undefined, wanted: When[string]): boolean | "unknown" {
  if (setting?.unknown) return "unknown";
  if (typeof wanted === "object" && wanted.set !== undefined) return wanted.set === (setting !== undefined);
  if (setting === undefined) return false;
  const text = String(setting.value);
  // The arguments of a job are texts: `"true"`.
  if (typeof wanted === "boolean") return text.toLowerCase() === String(wanted);
  if (wanted.oneOf !== undefined) return wanted.oneOf.includes(text);
  return isVersion(text) && (wanted.from === undefined || !isBelow(text, wanted.from)) && (wanted.below === undefined || isBelow(text, wanted.below));
}
