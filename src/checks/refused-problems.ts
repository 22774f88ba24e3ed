import type { Because } from "../evaluate/explain.js";
import type { LayerName } from "../evaluate/layers.js";
import type { Policies } from "../evaluate/request.js";
import type { Environment } from "../subject/environment.js";
import type { Role } from "../subject/role.js";
import { sameLocation, type Location } from "../text/location.js";
import type { Mend } from "../text/mend.js";
import { placeToMend, type Refusal } from "./blame.js";
import { actionsOf, requirementOf } from "./calls.js";
import type { Problem } from "./check.js";
import { granting } from "./granting.js";

/** One problem for each cause: a statement that denies, or a layer that does not allow. */
export function refusedProblems(role: Role, refusals: readonly Refusal[], environment: Environment): readonly Problem[] {
  const byCause = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    const [first] = refusal.outcome.because;
    const cause = first?.kind === "statement" ? JSON.stringify(first.statement.location) : first?.kind === "layer" ? first.layer : "";
    byCause.set(cause, [...(byCause.get(cause) ?? []), refusal]);
  }
  return [...byCause.values()].flatMap((group): readonly Problem[] => {
    const [first, ...others] = group;
    if (first === undefined) return [];
    const { counterexample, outcome: { because } } = first;
    const location = placeToMend(role, first);
    return [{
      message: `\`${role.name}\` may not ${refusedCalls(group)}: ${reasonOf(because, counterexample)}${besides(first)}`,
      location, counterexample, ...fixFor(because, first.question.policies, counterexample), ...mendsFor(role, group, environment),
      related: [
        ...because.slice(1).flatMap((each) => each.kind === "statement" ? [{ message: "this statement denies it as well", location: each.statement.location }] : []),
        ...placesOf(role, others).filter((place) => !sameLocation(place, location)).map((place) => ({ message: "for another of these calls", location: place })),
      ],
      requirement: requirementOf(group.map(({ question }) => question)),
    }];
  });
}

/** The other places to mend, each once. */
function placesOf(role: Role, refusals: readonly Refusal[]): readonly Location[] {
  const places = refusals.map((refusal) => placeToMend(role, refusal));
  return places.filter((place, i) => places.findIndex((other) => sameLocation(place, other)) === i);
}

/** The refused calls by resource: `a` or `b` on `x`, nor `c` on `y`. */
function refusedCalls(group: readonly Refusal[]): string {
  const resources = [...new Set(group.map(({ counterexample }) => counterexample.resource))];
  const calls = resources.slice(0, 3).map((resource) => ({ resource, actions: actionsOf(group.filter(({ counterexample }) => counterexample.resource === resource)) }));
  const parts = calls.map(({ resource, actions }, i) => `${actions === calls[i - 1]?.actions ? "" : `${actions} `}on \`${resource}\``);
  return parts.join(", nor ") + (resources.length > parts.length ? ", and more" : "");
}

function reasonOf([first]: readonly Because[], { action }: Refusal["counterexample"]): string {
  if (first?.kind === "statement") return first.statement.sid === undefined ? "a statement denies it" : `the statement \`${first.statement.sid}\` denies it`;
  if (first?.kind !== "layer") return "it is refused";
  if (first.layer === "resource" && isOnKey(action)) return "the key's policy neither names the role nor leaves it to the policies of the role's account";
  return first.layer === "serviceControl" && first.level > 0 ? `${reasons[first.layer]}, the one ${first.level} below the root` : reasons[first.layer];
}

/**
 * What no policy allows a grant on a key may.
 *
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
const besides = ({ counterexample, outcome: { because: [first] } }: Refusal) => first?.kind === "layer" && isOnKey(counterexample.action) && (first.layer === "identity" || first.layer === "resource") ? ", and nobody told of a grant on the key that would allow it" : "";

const isOnKey = (action: string) => /^kms:/i.test(action);

const reasons: Readonly<Record<LayerName, string>> = {
  identity: "no policy of the role allows it",
  boundary: "its permissions boundary does not allow it",
  session: "its session policy does not allow it",
  serviceControl: "the service control policies of one level do not allow it",
  resourceControl: "the resource control policies of one level do not allow it",
  resource: "the policy of the resource does not allow it",
  endpoint: "the policy of the VPC endpoint does not allow it",
};

/** What the rule advises is to allow more; that is no help against a Deny or a limit. */
function fixFor([first]: readonly Because[], { identity, boundary = [] }: Policies, { action }: Refusal["counterexample"]): { readonly fix?: string } {
  const isAwss = first?.kind === "statement" && [...identity, ...boundary].some((policy) => policy.kind === "read" && policy.managed !== undefined && policy.statements.includes(first.statement));
  if (isAwss) return { fix: "Take this policy from the role, for AWS manages it and nobody else can narrow its Deny; or, if the jobs do not need it, say so in `environment`." };
  if (first?.kind === "statement") return { fix: "Narrow this Deny so that it spares what the jobs need; or, if they do not need it, say so in `environment`." };
  if (first?.kind !== "layer" || first.layer === "identity" || (first.layer === "resource" && isOnKey(action))) return {};
  return { fix: `Let ${limits[first.layer]} allow it as well: what the role's own policies grant is cut down to that.` };
}

/** What nobody allows can be allowed; what somebody denies or limits is not ours to open. */
function mendsFor(role: Role, group: readonly Refusal[], environment: Environment): { readonly mends?: readonly Mend[] } {
  const [because] = group[0]?.outcome.because ?? [];
  const mend = because?.kind === "layer" && because.layer === "identity" ? granting(role, group.flatMap(({ forms }) => forms), environment) : undefined;
  return mend ? { mends: [mend] } : {};
}

const limits: Readonly<Record<Exclude<LayerName, "identity">, string>> = {
  boundary: "the permissions boundary", session: "the session policy", serviceControl: "the service control policies of every level",
  resourceControl: "the resource control policies", resource: "the policy of the resource", endpoint: "the policy of the VPC endpoint",
};
