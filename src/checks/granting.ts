import { leastGrants, type Grant } from "../access/least.js";
import type { Permission } from "../evaluate/request.js";
import { isWithin } from "../policy/classes.js";
import type { ReadPolicy, Statement } from "../policy/policy.js";
import { resourceEntry } from "../policy/resource.js";
import type { Environment } from "../subject/environment.js";
import type { Role } from "../subject/role.js";
import { below, sameLocation, type Location } from "../text/location.js";
import type { Change, Mend } from "../text/mend.js";
import { hasUnknown } from "../text/unknown.js";

/**
 * How the role comes to be granted the permissions, and nothing beside: the actions go to a statement about the same resources, the
 * resources to one with the same actions, and what fits nowhere makes a statement of its own. Undefined where no policy is a file
 * that is the role's alone.
 */
export function granting(role: Role, permissions: readonly Permission[], environment: Environment): Mend | undefined {
  const policies = (role.policies ?? []).flatMap((policy) => policy.kind === "read" && isItsOwn(policy, role, environment) ? [policy] : []);
  const [first] = policies;
  if (first === undefined || permissions.some(({ resources }) => hasUnknown(resources.text))) return undefined;
  const changes: Insert[] = [];
  for (const grant of leastGrants(permissions)) {
    const change = policies.flatMap(({ statements }) => statements).flatMap((statement) => addedTo(statement, grant))[0] ?? addedAnew(nearest(policies, grant) ?? first, grant);
    const at = changes.findIndex(({ location }) => sameLocation(location, change.location));
    const known = changes[at];
    if (known === undefined) changes.push(change);
    else changes[at] = { ...known, values: [...new Set([...known.values, ...change.values])] };
  }
  return { changes };
}

type Insert = Extract<Change, { readonly kind: "insert" }>;

/** A policy that is a file of its own, and that binds nobody else. */
function isItsOwn({ location, managed }: ReadPolicy, role: Role, { roles, serviceControl = [], resourceControl = [] }: Environment): boolean {
  if (managed !== undefined || location.pointer !== "") return false;
  const others = [...roles.flatMap((other) => [...other === role ? [] : other.policies ?? [], ...other.boundary ?? [], ...other.trust ?? []]), ...serviceControl.flat(), ...resourceControl.flat()];
  return !others.some((other) => other.location.artifact === location.artifact);
}

/** What a statement must hold besides; nothing of one that would then grant more than is wanted. */
function addedTo({ effect, actions, resources, conditions }: Statement, { Action, Resource, Condition }: Grant): readonly Insert[] {
  if (effect === "Deny" || actions.negated || resources === undefined || resources.negated || conditions.length > 0 || Condition) return [];
  const here = resources.entries.map(({ value }) => value);
  if (here.some(({ symbols }) => symbols !== undefined)) return [];
  const wanted = Resource.map((text) => resourceEntry(text, false));
  const lies = (some: typeof here, within: typeof here) => some.every((each) => within.some((other) => isWithin(each.pattern, other.pattern)));
  const named = new Set(actions.entries.map(({ value }) => value.text.toLowerCase()));
  if (lies(here, wanted) && lies(wanted, here)) return inserted(actions.location, Action.filter((action) => !named.has(action.toLowerCase())));
  const isSame = named.size === Action.length && Action.every((action) => named.has(action.toLowerCase()));
  return isSame ? inserted(resources.location, Resource.filter((text) => !here.some((entry) => entry.text === text))) : [];
}

const inserted = (location: Location, values: readonly string[]): readonly Insert[] => values.length === 0 ? [] : [{ kind: "insert", location, values }];

/** The policy that speaks of the service already. */
const nearest = (policies: readonly ReadPolicy[], { Action: [action = ""] }: Grant) =>
  policies.find(({ statements }) => statements.some(({ effect, actions }) => effect === "Allow" && !actions.negated && actions.entries.some(({ value }) => value.text.toLowerCase().startsWith(action.slice(0, action.indexOf(":") + 1)))));

/** A statement more, with a name where the others have names, and no two the same. */
function addedAnew({ location, statements }: ReadPolicy, { Sid, ...grant }: Grant): Insert {
  const sids = new Set(statements.flatMap(({ sid }) => sid ?? []));
  const free = [Sid, ...Array.from({ length: sids.size }, (_, i) => `${Sid}${i + 2}`)].find((name) => !sids.has(name));
  return { kind: "insert", location: below(location, "Statement"), values: [{ ...(sids.size > 0 && { Sid: free }), ...grant }] };
}
