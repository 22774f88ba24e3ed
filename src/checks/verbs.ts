import type { Rule, RuleOf, Verb } from "../rules/rule.js";
import { agrees } from "./agrees.js";
import { can } from "./can.js";
import type { Check } from "./check.js";
import { conforms } from "./conforms.js";
import { costs } from "./costs.js";
import { joins } from "./joins.js";
import { keepsTo } from "./keeps-to.js";
import { narrows } from "./narrows.js";
import { reads } from "./reads.js";
import { recent } from "./recent.js";
import { reviews } from "./reviews.js";
import { runs } from "./runs.js";
import { supports } from "./supports.js";
import { trusts } from "./trusts.js";
import { within } from "./within.js";

/** Every verb of `rule.schema.json` has its check; one that has none does not compile. */
const verbs: { readonly [V in Verb]: Check<RuleOf<V>> } = { can, trusts, conforms, reads, reviews, narrows, joins, supports, within, costs, recent, agrees, runs, keepsTo };

/** The check of a rule. The table above pairs each rule with the check of its own verb. */
export function checkOf(rule: Rule): Check<Rule> {
  return verbs[rule.check];
}
