import type { Because } from "../evaluate/explain.js";
import type { Statement } from "../policy/policy.js";
import type { Role } from "../subject/role.js";
import { below, type Location } from "../text/location.js";
import { unknownNames } from "../text/unknown.js";
import { actionsOf, requirementOf } from "./calls.js";
import type { Answered, Problem } from "./check.js";

/** Calls of `who` that are neither granted nor refused for certain, with all that they hang on. */
export function openProblem(who: string, role: Role, answered: readonly Answered[]): Problem {
  const because = answered.flatMap(({ answer }) => answer.kind === "open" ? answer.because : []);
  const [first] = because;
  const asked = answered.map(({ question: { permission: { resources } } }) => resources.text);
  const vague = because.flatMap((each) => each.kind === "statement" && each.statement.conditions.length === 0 ? [each.statement] : []);
  const doubts = [...new Set(because.map((each) => doubtOf(each, vague, asked)))];
  const calls = because.every((each) => each.kind === "unread" && !isUnseen(each)) && first ? "" : ` may ${actionsOf(answered)}`;
  return {
    message: `whether \`${who}\`${calls || " may do it"} ${first ? `hangs on ${doubts.slice(0, 3).join(", and on ")}` : "is not certain: AWS asks for it on two forms of the resource, and only one is granted"}`,
    location: first ? locationOf(first, role) : role.location,
    related: [],
    requirement: requirementOf(answered.map(({ question }) => question)),
  };
}

/** A fact that somebody must write before anything can be said. */
export function unsaidProblem(role: Role, key: string): Problem {
  return { message: `nothing can be said of \`${role.name}\` here before \`${key === "computes" ? key : `environment.${key}`}\` is said`, location: role.location, related: [], requirement: key };
}

function doubtOf(because: Because, vague: readonly Statement[], asked: readonly string[]): string {
  switch (because.kind) {
    case "statement": return because.statement.conditions.length > 0 ? `the condition on ${because.statement.conditions.map(({ name }) => `\`${name}\``).join(", ")}` : variablesOf(vague, asked);
    case "unread": return because.policy.because;
    case "layer": return "a layer of policies";
    case "budget": return "more patterns than can be followed: too many wildcards overlap";
  }
}

/** What nobody knows of what statements are about, and of what is asked for: parameters by their names. */
function variablesOf(statements: readonly Statement[], asked: readonly string[]): string {
  const names = [...new Set([...asked, ...statements.flatMap(({ resources }) => resources?.entries.map(({ value }) => value.text) ?? [])].flatMap(unknownNames))];
  return names.length > 0 ? `the value of ${names.map((name) => `\`\${${name}}\``).join(" and of ")}` : "the value of a policy variable";
}

function locationOf(because: Because, role: Role): Location {
  if (because.kind === "statement") return because.statement.conditions.length > 0 ? below(because.statement.location, "Condition") : because.statement.location;
  return because.kind === "unread" && !isUnseen(because) ? because.policy.location : role.location;
}

/** Of the policy of a bucket or a key that nobody gave there is no text to point at. */
const isUnseen = ({ policy }: Extract<Because, { kind: "unread" }>) => policy.location.artifact === "";
