import type { Answered, Question } from "../checks/check.js";
import { prepare, type Authorizer } from "../evaluate/prepare.js";
import { representatives } from "../evaluate/representatives.js";
import type { Policies, Request } from "../evaluate/request.js";
import type { Simulated } from "../subject/environment.js";

/** A request as IAM's simulator is asked it. */
export type Sample = Pick<Simulated, "role" | "action" | "resource" | "context">;

/**
 * The requests by which the simulator is asked a question about a set of resources: the one that is refused, or one of each class
 * of resources. None where it cannot see what decides: who may assume a role, or buckets of other accounts.
 */
export function samplesBy(): (answered: Answered) => readonly Sample[] {
  const prepared = new Map<Policies, Authorizer>();
  return ({ question, answer }) => {
    const { policies, permission: { principal, resourceAccount, context = {} } } = question;
    if (principal?.includes(":role/") !== true || resourceAccount !== undefined) return [];
    const authorizer = prepared.get(policies) ?? prepare(policies);
    prepared.set(policies, authorizer);
    const requests = answer.kind === "no" ? [answer.counterexample] : representatives(authorizer, question.permission, 4);
    return requests.map((request) => sampleOf(principal, request, context));
  };
}

/** The context that the question states goes along, even where none of our policies asks for it: others may. */
function sampleOf(role: string, request: Request, stated: NonNullable<Question["permission"]["context"]>): Sample {
  const context = Object.entries({ ...stated, ...request.context }).filter(([, values]) => values.length > 0).toSorted(([a], [b]) => a < b ? -1 : 1);
  return { role, action: request.action, resource: request.resource, context: Object.fromEntries(context) };
}

/** What tells samples apart. */
export const sampleKey = ({ role, action, resource, context }: Sample) => JSON.stringify([role, action.toLowerCase(), resource, Object.entries(context).toSorted(([a], [b]) => a < b ? -1 : 1)]);
