import type { Decision } from "../../src/evaluate/authorize.js";
import { prepare } from "../../src/evaluate/prepare.js";
import type { Request } from "../../src/evaluate/request.js";
import { readPolicies, resourcePolicies } from "../../src/sources/simulation.js";
import { nodeOf } from "../../src/text/plain-node.js";
import type { Line } from "../reference/line.js";

/** What our evaluator decides of a line in the shape of `simulate --batch`. */
export function decided({ request, policies, managementAccount }: Line): Decision {
  const simulation = readPolicies(nodeOf(policies, { artifact: "line", pointer: "/policies" }));
  if (simulation.kind === "error") throw new Error(simulation.message);
  const context = Object.fromEntries(Object.entries(request.context ?? {}).map(([key, value]) => [key, Array.isArray(value) ? value.map(String) : String(value)]));
  const asked: Request = { ...request, context };
  return prepare({ ...simulation.policies, resource: resourcePolicies(simulation.policies, request.resource), ...(managementAccount !== undefined && { managementAccount }) }).decide(asked);
}
