import { type Answers, answersOf } from "./answers.js";
import { partsOf } from "./arn.js";
import { isIdentity } from "./caller.js";
import type { Decision, Line, Request } from "./line.js";

/**
 * AWS's decision on the line's request: a literal and slow transcription of AWS's pages, for tests to compare with.
 * The rows that the comments of this folder count are those of the cases in `fixtures/decisions`.
 * Throws an error named `Malformed` for a document that AWS would refuse: such a policy does not exist.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function referenceDecide(line: Line): Decision {
  const answers = answersOf(line);
  // An explicit Deny in any layer wins.
  if (answers.deniedBy.length > 0) return "explicitDeny";
  const { serviceControl, resourceControl, endpoint } = answers.allowedBy;
  // An endpoint's policy limits and never grants:
  // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
  const everywhere = serviceControl && resourceControl && endpoint;
  return everywhere && granted(line.request, answers) ? "allowed" : "implicitDeny";
}

/** Whether identity and resource side together grant the request. */
export function granted(request: Request, { caller, resourceAccount, allowedBy, grants }: Answers): boolean {
  // Services, unsigned callers and identity providers: the resource's policy alone.
  if (!isIdentity(caller)) return grants.has("direct");
  // Boundary and session policy intersect the identity side.
  const limits = allowedBy.boundary && allowedBy.session;
  const identitySide = allowedBy.identity && limits;
  // From another account both sides must allow, and a boundary always limits:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
  if (caller.account !== resourceAccount) {
    return identitySide && (grants.has("direct") || grants.has("role") || grants.has("account"));
  }
  // In one account a grant to user, session or everybody passes by boundary and session policy;
  // a grant to the role does not: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
  if (grants.has("direct") || (grants.has("role") && limits)) return true;
  // Keys and roles belong to their policies: the identity side counts only where those delegate to the account (56, 59).
  if (needsResourcePolicy(request)) return grants.has("account") && identitySide;
  // Elsewhere either side is enough, and a grant to the account only delegates.
  return identitySide;
}

/**
 * Whether nothing is allowed without the resource's own policy: KMS keys and the assuming of roles.
 * Sources: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export function needsResourcePolicy({ action, resource }: Request): boolean {
  const [, , service, , , last = ""] = partsOf(resource);
  if (service === "kms") return last.startsWith("key/");
  return service === "iam" && last.startsWith("role/") && /^sts:AssumeRole/i.test(action);
}
