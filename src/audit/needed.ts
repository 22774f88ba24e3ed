import { bind } from "../checks/bind.js";
import type { Permission } from "../evaluate/request.js";
import type { Role } from "../subject/role.js";
import type { Asked } from "./ask.js";

/** All that the rules demand a role to be able to do. */
export interface Needed {
  readonly role: Role;
  readonly permissions: readonly Permission[];
  /** The keys of `environment` that somebody must write before all of it can be said. */
  readonly unsaid: readonly string[];
}

/** What each role needs, from the questions of the `can` rules that are about it. */
export function neededBy(asked: readonly Asked[]): readonly Needed[] {
  const roles = new Map<Role, Asked[]>();
  for (const each of asked) {
    const { subject } = each.joined;
    if (subject.kind === "role" && each.rule.check === "can") roles.set(subject, [...roles.get(subject) ?? [], each]);
  }
  return [...roles].map(([role, all]) => ({
    role, permissions: all.flatMap(({ questions }) => questions.map(({ permission }) => permission)),
    unsaid: [...new Set(all.flatMap(({ rule, joined }) => rule.check === "can" ? rule.needs.flatMap((need) => bind(need, joined).unsaid) : []))],
  }));
}
