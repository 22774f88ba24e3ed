import type { Level } from "../audit/report.js";
import { selectRules } from "../audit/select.js";
import type { Rule } from "../rules/rule.js";
import type { RuleLevel, Threshold } from "../sources/config.generated.js";

/** The level that a rule must have at least, by the policy over the repository. */
export type Floors = ReadonlyMap<string, Level>;

/** The levels below which a policy lets no rule go: those that it gives, and in the packs that it names the rules' own. */
export function floorsOf(rules: readonly Rule[], levels: Readonly<Record<string, RuleLevel>>, packs: readonly string[] | undefined): Floors {
  const named = rules.filter(({ id }) => levels[id] !== undefined);
  const packed = packs ? selectRules(rules, { levels, packs }) : [];
  return new Map([...packed.map(({ id, level }) => [id, level] as const), ...named.flatMap(({ id }) => { const level = levels[id]; return level === undefined || level === "off" ? [] : [[id, level] as const]; })]);
}

/** The rules that run, with those that the policy wants, none below its floor. */
export function raised(selected: readonly Rule[], rules: readonly Rule[], floors: Floors): readonly Rule[] {
  if (floors.size === 0) return selected;
  const own = new Map(selected.map((rule) => [rule.id, rule]));
  return rules.flatMap((rule): readonly Rule[] => {
    const [known, floor] = [own.get(rule.id), floors.get(rule.id)];
    const level = atLeast(known?.level ?? "off", floor);
    return level === "off" ? [] : [{ ...rule, ...known, level }];
  });
}

/** The stricter of two levels. */
export function atLeast(level: RuleLevel, floor: Level | undefined): RuleLevel {
  return floor !== undefined && rank[floor] > rank[level] ? floor : level;
}

/** The threshold that fails more. */
export function stricter(a: Threshold, b: Threshold): Threshold {
  return order.indexOf(a) < order.indexOf(b) ? a : b;
}

const rank = { error: 3, warning: 2, note: 1, off: 0 } as const;
const order: readonly Threshold[] = ["note", "warning", "error", "never"];
