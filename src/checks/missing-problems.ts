import type { RuleOf } from "../rules/rule.js";
import type { Role } from "../subject/role.js";
import { callsOf, isPerhaps } from "./answered-calls.js";
import { bind } from "./bind.js";
import type { Answered, Joined, Problem } from "./check.js";
import { unknownProblems } from "./compute-properties.js";
import { unsaidProblem } from "./open-problems.js";

/** What somebody must say before a rule can be judged: keys of the environment, and settings that are placeholders. */
export function missingProblems({ needs }: RuleOf<"can">, joined: Joined, role: Role, answered: readonly Answered[]): readonly Problem[] {
  const missing = [...needs.map((need) => bind(need, joined)), ...callsOf(answered).filter(isPerhaps).flat().flatMap(({ question: { hangsOn } }) => hangsOn ?? [])];
  const keys = new Set(missing.flatMap(({ unsaid }) => unsaid));
  const unknown = missing.flatMap((each) => each.unknown);
  const once = unknown.filter(({ compute, key }, i) => unknown.findIndex((other) => other.compute === compute && other.key === key) === i);
  return [...[...keys].map((key) => unsaidProblem(role, key)), ...once.flatMap(({ compute, key }) => unknownProblems(compute, [key]))];
}
