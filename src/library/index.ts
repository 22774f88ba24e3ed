import { checking } from "./check.js";
import { comparing } from "./compare.js";
import { publishedPolicies, publishedServices } from "./published.js";

export { prepare } from "./prepare.js";

/**
 * Checks computes, roles, policies and templates offline, as `gluelint check` does, and returns the JSON report.
 *
 * @throws {TypeError} for an environment that cannot be meant. What is wrong with the documents is in the report.
 */
export const check = checking({ services: publishedServices, policies: publishedPolicies });

/**
 * Whether new policies grant anything that existing ones do not: over all actions that AWS has, all resources that they take, all
 * callers and all contexts.
 *
 * @throws {TypeError} where a policy is not one that IAM would take, or where the policies are of several kinds.
 */
export const compare = comparing(publishedServices);

export type { Authorizer, PrepareOptions } from "./prepare.js";
export type { Cited, Reason } from "./cited.js";
export type { CompareOptions, Comparison } from "./compare.js";
export type { Contained, Permission } from "./contained.js";
export type { CheckedBucket, CheckedEnvironment, CheckedRole, DatastoreFacts, EnvironmentFacts, TextFile } from "./environment.js";
export type { ConditionValue, PoliciesByLayer, PolicyDocument, PolicyLayer, PolicyLevels, PolicyStatement, PrincipalElement } from "./policy-document.js";
export type { Explanation } from "./prepared.js";
export type { Call, Request } from "./request.js";
export type { JsonReport as Report } from "../report/json.js";
