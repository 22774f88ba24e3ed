import type { Policies } from "../evaluate/request.js";
import type { Environment } from "../subject/environment.js";
import type { Role } from "../subject/role.js";

/** The layers that bind a role's own calls. Policies that nobody gave may say anything. */
export function policiesOf(role: Role, { serviceControl }: Environment): Policies {
  return {
    identity: role.policies ?? [{ kind: "unread", location: role.location, because: "its policies, which nobody gave" }],
    ...(role.boundary && { boundary: role.boundary }),
    ...(serviceControl && { serviceControl }),
  };
}
