import type { Rule } from "../rules/rule.js";
import type { Level } from "./report.js";

/** Which rules run, and how strictly. */
export interface Selection {
  /** Packs by name, or `all`; undefined for those that are on by default. */
  readonly packs?: readonly string[];
  /** Levels by rule, over the rule's own. */
  readonly levels: Readonly<Record<string, Level | "off">>;
  /** These rules and no others, whatever their pack. */
  readonly only?: readonly string[];
}

/** The rules that run, each with the level that holds. By default: what is documented, runs or costs, and errors of quality. */
export function selectRules(rules: readonly Rule[], { packs, levels, only }: Selection): readonly Rule[] {
  const isOn = (rule: Rule) => {
    if (only) return only.includes(rule.id);
    if (packs) return packs.includes("all") || packs.includes(rule.pack);
    return levels[rule.id] !== undefined || defaultPacks.includes(rule.pack) || (rule.pack === "quality" && rule.level === "error");
  };
  return rules.filter(isOn).flatMap((rule) => {
    const level = levels[rule.id] ?? rule.level;
    return level === "off" ? [] : [{ ...rule, level }];
  });
}

const defaultPacks = ["documented", "runs", "cost", "governance"];
