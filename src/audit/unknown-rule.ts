import { rules } from "../rules/rules.generated.js";
import { nearest } from "../text/nearest.js";

/** A sentence where no rule has this name. */
export function unknownRule(id: string): readonly string[] {
  const ids = rules.map((rule) => rule.id);
  const meant = nearest(id, ids);
  return ids.includes(id) ? [] : [`${id}: there is no such rule${meant ? `: did you mean ${meant}?` : "; gluelint rules lists them"}`];
}

/** The packs of rules, by which `--pack` names them. */
export const packs = ["documented", "runs", "cost", "quality", "least-privilege", "governance", "all"];
