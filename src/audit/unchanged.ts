import type { Policies } from "../evaluate/request.js";
import type { Policy } from "../policy/policy.js";
import { valueOf } from "../text/node.js";

/**
 * Whether two sets of policies are the same as they are written, so that nothing can be gained whatever nobody knows of them. False
 * where that cannot be told by the policies alone: what a template makes hangs on more than its own text.
 */
export function areUnchanged(before: Policies, after: Policies): boolean {
  const [was, is] = [spelled(before), spelled(after)];
  return was !== undefined && was === is;
}

/** The layers in order, as they are written; undefined where one is not written out. */
function spelled({ identity, boundary, session, serviceControl = [], resourceControl = [], resource, endpoint }: Policies): string | undefined {
  // A layer that is not in play is no empty one, which allows nothing.
  const layers = [[identity], ...[boundary, session, resource, endpoint].map((layer) => layer ? [layer] : []), serviceControl, resourceControl];
  return layers.flat(2).every(isWrittenOut) ? JSON.stringify(layers.map((levels) => levels.map((level) => level.map(spelling)))) : undefined;
}

const isWrittenOut = (policy: Policy) => policy.kind === "unread" ? policy.absent === true : policy.managed !== undefined || policy.location.pointer === "";

const spelling = (policy: Policy): unknown => policy.kind === "unread" ? policy.because : valueOf(policy.node);
