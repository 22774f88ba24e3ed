import type { Policies } from "../evaluate/request.js";
import type { Environment } from "../subject/environment.js";
import type { Role } from "../subject/role.js";

/** The layers that bind a role's own calls. Policies that nobody gave may say anything. */
export function policiesOf(role: Role, { serviceControl }: Environment): Policies {
  const known = made.get(role);
  if (known !== undefined) return known;
  const policies: Policies = {
    identity: role.policies ?? [{ kind: "unread", location: role.location, because: "its policies, which nobody gave" }],
    ...(role.boundary && { boundary: role.boundary }),
    ...(serviceControl && { serviceControl }),
  };
  made.set(role, policies);
  return policies;
}

/** The same for all questions about a role, so that whoever answers can tell that they are about the same. */
const made = new WeakMap<Role, Policies>();
