import { difference } from "../evaluate/difference.js";
import type { Because } from "../evaluate/explain.js";
import { prepare } from "../evaluate/prepare.js";
import type { Policies, Request } from "../evaluate/request.js";
import { serviceOf } from "../policy/action.js";
import { accountOf } from "../policy/arn.js";
import type { Statement } from "../policy/policy.js";
import type { Access, Services } from "../services/service.js";
import { callsAbout, worst } from "./calls.js";
import { statementsOf } from "./compare.js";

/** Actions of one service, and of one kind, that some policies grant and others do not, or on more than those. */
export interface Gain {
  readonly service: string;
  readonly access: Access;
  /** As AWS spells them, each once. */
  readonly actions: readonly string[];
  /** One such request, and the statements that grant it. */
  readonly request: Request;
  readonly because: readonly Statement[];
}

export interface Gains {
  /** By service and kind of access, worst first, then what is most. */
  readonly gains: readonly Gain[];
  /** What hinders from saying more. */
  readonly open: readonly Because[];
}

/** What the policies `after` allow a role that those `before` do not, all layers considered. */
export function gainsOf(services: Services, before: Policies, after: Policies, role: string): Gains {
  const [old, changed] = [prepare(before), prepare(after)];
  const granting = after.identity.flatMap(statementsOf);
  const call = { principal: role, resourceAccount: accountOf(role) ?? "" };
  const gains = new Map<string, Gain>();
  const open: Because[] = [before, after].flatMap(unreadIn);
  for (const { action, actions, access, resources, likely } of callsAbout(services, [...granting, ...[before, after].flatMap(limitsOf)], granting)) {
    const found = difference(old, changed, { ...call, action, resources }, likely);
    if (found.kind === "open") open.push(...found.because);
    if (found.kind !== "gained") continue;
    const key = `${serviceOf(action)} ${access}`;
    const known = gains.get(key) ?? { service: serviceOf(action), access, actions: [], request: found.request, because: found.because.flatMap((because) => because.kind === "statement" && granting.includes(because.statement) ? [because.statement] : []) };
    gains.set(key, { ...known, actions: [...new Set([...known.actions, ...actions])] });
  }
  return { gains: [...gains.values()].toSorted((a, b) => worst.indexOf(a.access) - worst.indexOf(b.access) || b.actions.length - a.actions.length), open };
}

const layersOf = ({ identity, boundary = [], serviceControl = [] }: Policies) => [...identity, ...boundary, ...serviceControl.flat()];

const limitsOf = (policies: Policies): readonly Statement[] => layersOf(policies).flatMap(statementsOf);

const unreadIn = (policies: Policies): readonly Because[] => layersOf(policies).flatMap((policy) => policy.kind === "unread" ? [{ kind: "unread", policy } as const] : []);

/** How many services are named for each kind of access. */
const named = 3;

/** In words: the worst kind of access first, by service, with an example. */
export function gainsInWords(gains: readonly Gain[]): string {
  const kinds = [...new Set(gains.map(({ access }) => access))];
  const parts = kinds.map((kind) => {
    const services = gains.filter(({ access }) => access === kind);
    const most = services.slice(0, named).map(({ service, actions: [action = "", ...others] }) => `\`${service}\` (\`${action}\`${others.length > 0 ? ` and ${others.length} more` : ""})`);
    const rest = services.length - most.length;
    return `${verbs[kind]} ${[...most, ...(rest > 0 ? [`${rest} more ${rest === 1 ? "service" : "services"}`] : [])].join(", ")}`;
  });
  return parts.join("; ");
}

const verbs: Readonly<Record<Access, string>> = { "Permissions management": "change who has access in", Write: "change data in", Tagging: "change tags in", Read: "read from", List: "list what is in" };
