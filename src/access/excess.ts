import { difference } from "../evaluate/difference.js";
import { prepare } from "../evaluate/prepare.js";
import type { Permission, Policies, Request } from "../evaluate/request.js";
import { serviceOf } from "../policy/action.js";
import { arnOf } from "../policy/arn.js";
import { requiredResources } from "../policy/resource.js";
import type { Statement } from "../policy/policy.js";
import type { Access, Services } from "../services/service.js";
import { callsAbout, worst } from "./calls.js";
import { statementsOf } from "./compare.js";
import { grantOf } from "./grant-of.js";

/** Actions of one service, and of one kind, that are granted and not needed, or on more than is needed. */
export interface Excess {
  readonly service: string;
  readonly access: Access;
  /** As AWS spells them, each once. */
  readonly actions: readonly string[];
  /** One such request, and the statements that grant it. */
  readonly request: Request;
  readonly because: readonly Statement[];
}

/** What a role is granted for certain and does not need: by service and kind of access, worst first, then what is most. */
export function excessOf(services: Services, granted: Policies, needed: readonly Permission[], role: string): readonly Excess[] {
  const before = prepare({ identity: [grantOf(needed.map(inEveryForm))] });
  const resourceAccount = arnOf(role)?.account ?? "";
  const after = prepare(granted);
  const granting = granted.identity.flatMap(statementsOf);
  const limits = [...granted.boundary ?? [], ...(granted.serviceControl ?? []).flat()].flatMap(statementsOf);
  const found = new Map<string, Excess>();
  for (const { action, actions, access, resources, likely } of callsAbout(services, [...granting, ...limits, ...before.policies.identity.flatMap(statementsOf)], granting)) {
    const gain = difference(before, after, { principal: role, action, resources, resourceAccount }, likely);
    if (gain.kind !== "gained") continue;
    const service = serviceOf(action);
    const key = `${service} ${access}`;
    const known = found.get(key) ?? { service, access, actions: [], request: gain.request, because: gain.because.flatMap((because) => because.kind === "statement" && granting.includes(because.statement) ? [because.statement] : []) };
    found.set(key, { ...known, actions: [...new Set([...known.actions, ...actions])] });
  }
  return [...found.values()].toSorted((a, b) => worst.indexOf(a.access) - worst.indexOf(b.access) || b.actions.length - a.actions.length);
}

/** What ends a secret's ARN is AWS's own: whoever grants all secrets grants no more than whoever grants all that are well-formed. */
const inEveryForm = (permission: Permission): Permission => ({ ...permission, resources: requiredResources(permission.resources.text.replace(/\*-#+$/, "*")) });
