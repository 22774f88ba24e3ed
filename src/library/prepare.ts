import type { Decision } from "../evaluate/authorize.js";
import { isAccount, readRequest, type ReadRequest } from "../sources/simulation-line.js";
import { contained, type Contained, type Permission } from "./contained.js";
import { refuse } from "./refuse.js";
import type { PoliciesByLayer } from "./policy-document.js";
import { preparedFrom, type Explanation } from "./prepared.js";
import type { Request } from "./request.js";

export interface PrepareOptions {
  /** The organization's management account, twelve digits: service and resource control policies do not bind it. */
  readonly managementAccount?: string;
}

/** Policies made ready for many requests. Nothing is remembered of a request, so that an authorizer can be kept for as long as one likes. */
export interface Authorizer {
  /**
   * What AWS answers to one request. What the request does not carry is absent, as AWS has it.
   *
   * @throws {TypeError} for a request that is none: a sentence that says why.
   */
  readonly decide: (request: Request) => { readonly decision: Decision };
  /** The same, with the statements that decide, and the context keys that were missed. */
  readonly explain: (request: Request) => Explanation;
  /**
   * Whether *every* request of a set is allowed: each of the actions on each of the resources that a pattern matches, whatever the
   * context that is not stated. A no comes with one request that is refused, which `decide` refuses too.
   *
   * @throws {TypeError} for a set that is none.
   */
  readonly contain: (permission: Permission) => Contained;
}

/**
 * Compiles policies once, to answer many requests under them: plain data, by layer, as `gluelint simulate` takes them.
 *
 * @throws {TypeError} where a policy is not one that IAM would take: a sentence with its JSON Pointer.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function prepare(policies: PoliciesByLayer, options: PrepareOptions = {}): Authorizer {
  const { managementAccount } = options;
  if (managementAccount !== undefined && !isAccount(managementAccount)) return refuse("`managementAccount` must be twelve digits");
  const prepared = preparedFrom(policies, managementAccount);
  if (typeof prepared === "string") return refuse(prepared);
  return {
    decide: (request) => ({ decision: prepared.decide(checked(request)) }),
    explain: (request) => prepared.explain(checked(request)),
    contain: (permission) => contained(prepared, permission),
  };
}

function checked(request: Request): ReadRequest {
  const read = readRequest(request);
  return typeof read === "string" ? refuse(read) : read;
}
