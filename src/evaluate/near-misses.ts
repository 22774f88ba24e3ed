import type { Condition } from "../policy/condition.js";
import type { Statement } from "../policy/policy.js";
import { applies, type Situation } from "./applies.js";
import type { Binding } from "./binding.js";
import type { Context } from "./context.js";
import type { LayerName } from "./layers.js";

/** A statement that would apply but for a condition. */
export interface NearMiss {
  readonly layer: LayerName;
  readonly statement: Statement;
  readonly condition: Condition;
  /** The request does not carry the key. */
  readonly missing: boolean;
}

/** The Allow statements about a request that a condition keeps from applying, with each such condition. */
export function nearMisses({ layers }: Binding, situation: Situation, context: Context): readonly NearMiss[] {
  return layers.flatMap(({ name, allows }) => allows.filter(({ conditions }) => conditions.length > 0).flatMap((statement) => {
    const failed = statement.conditions.filter((condition) => situation.holding(condition) === "no");
    if (failed.length === 0 || applies({ ...statement, conditions: [] }, situation) === "no") return [];
    return failed.map((condition): NearMiss => ({ layer: name, statement, condition, missing: context(condition.key) === "absent" }));
  }));
}
