import { bind } from "../checks/bind.js";
import type { Question, UnknownSetting } from "../checks/check.js";
import type { RuleOf } from "../rules/rule.js";
import type { Role } from "../subject/role.js";
import { hasUnknown } from "../text/unknown.js";
import type { Asked } from "./ask.js";

/** All that the rules demand a role to be able to do. */
export interface Needed {
  readonly role: Role;
  readonly questions: readonly Question[];
  /** The service that must be able to assume the role, if any. */
  readonly trusts: RuleOf<"trusts"> | undefined;
  /** The keys of `environment` that somebody must write before all of it can be said. */
  readonly unsaid: readonly string[];
  /** The settings of computes that are placeholders, each once: what they stand for is not among the questions. */
  readonly unknown: readonly UnknownSetting[];
}

/** What each role needs, from the questions of the `can` rules that are about it. */
export function neededBy(asked: readonly Asked[]): readonly Needed[] {
  const roles = new Map<Role, Asked[]>();
  for (const each of asked) {
    const { subject } = each.joined;
    if (subject.kind === "role") roles.set(subject, [...roles.get(subject) ?? [], each]);
  }
  return [...roles].map(([role, all]): Needed => {
    const bound = all.flatMap(({ rule, joined }) => rule.check === "can" ? rule.needs.map((need) => bind(need, joined)) : []);
    const symbolic = new Set(bound.flatMap(({ symbolic: settings, resources }) => settings.length > 0 ? resources : []));
    // A datastore's key that a template makes has no name yet.
    const nameless = new Set(bound.flatMap(({ symbolic: settings, resources }) => settings.length > 0 ? [] : resources.filter((text) => text.includes(":kms:") && hasUnknown(text))));
    return {
      role,
      questions: all.flatMap(({ rule, questions }) => rule.check === "can" ? questions : []).filter(({ permission: { resources: { text } } }) => !symbolic.has(text) && !nameless.has(text)),
      trusts: all.flatMap(({ rule }) => rule.check === "trusts" ? [rule] : [])[0],
      unsaid: [...new Set([...bound.flatMap(({ unsaid }) => unsaid), ...(nameless.size > 0 ? ["datastores"] : [])])],
      unknown: [...new Map(bound.flatMap(({ unknown, symbolic: settings }) => [...unknown, ...settings]).map((each) => [`${each.compute.location.artifact} ${each.compute.name} ${each.key}`, each])).values()],
    };
  });
}
