import type { Because } from "../evaluate/explain.js";
import type { NearMiss } from "../evaluate/near-misses.js";
import { prepare, type Authorizer } from "../evaluate/prepare.js";
import type { Policies } from "../evaluate/request.js";
import type { Policy } from "../policy/policy.js";
import { readPolicies, resourcePolicies, type SimulatedPolicies } from "../sources/simulation.js";
import { readSimulationLine } from "../sources/simulation-line.js";
import { nodeOf } from "../text/plain-node.js";

/** What comes back for a line: a decision with its reasons, or what is wrong with the line. */
export interface SimulationAnswer {
  readonly id?: string | number;
  readonly decision?: string;
  /** The statements that decide: by layer, index of the policy in it (and of its level), and JSON Pointer in that policy. */
  readonly by?: readonly Cited[];
  /** Keys that conditions asked for and the request does not carry. */
  readonly missingContext?: readonly string[];
  /** Conditions that keep an Allow from applying. */
  readonly unmet?: readonly Cited[];
  readonly expected?: string;
  readonly unexpected?: boolean;
  readonly error?: string;
}

interface Cited {
  readonly layer: string;
  readonly level?: number;
  readonly policy: number;
  readonly pointer: string;
  readonly sid?: string;
}

/** Answers line by line; policies are prepared when they change, and those of the line before hold where a line has none. */
export function simulator(): (text: string) => SimulationAnswer {
  let written = "";
  let prepared: ((resource: string) => Authorizer) | string = "the first line must say its `policies`";
  return (text) => {
    const line = readSimulationLine(text);
    if (line.kind === "error") return { ...(line.id !== undefined && { id: line.id }), error: line.message };
    const id = line.id === undefined ? {} : { id: line.id };
    if (line.policies !== undefined) {
      const anew = JSON.stringify([line.policies, line.managementAccount]);
      if (anew !== written) prepared = preparedFrom(line.policies, line.managementAccount);
      written = anew;
    }
    if (typeof prepared === "string") return { ...id, error: prepared };
    const authorizer = prepared(line.request.resource);
    const { decision, because } = authorizer.explain(line.request);
    const missed = decision === "implicitDeny" ? authorizer.missed(line.request) : [];
    const unexpected = line.expect !== undefined && line.expect !== decision;
    return {
      ...id, decision, by: because.flatMap(citedOf),
      missingContext: [...new Set(missed.filter(({ missing }) => missing).map(({ condition }) => condition.name))],
      ...(missed.length > 0 && { unmet: missed.map(unmetOf) }),
      ...(unexpected && { expected: line.expect, unexpected }),
    };
  };
}

/** One authorizer for each policy of a resource; mostly there is one for all. A text says what is wrong with the policies. */
function preparedFrom(policies: unknown, managementAccount: string | undefined): ((resource: string) => Authorizer) | string {
  const simulation = readPolicies(nodeOf(policies, { artifact: "policies", pointer: "" }));
  if (simulation.kind === "error") return `policies${simulation.message}`;
  const byResource = new Map<readonly Policy[], Authorizer>();
  return (resource) => {
    const attached = resourcePolicies(simulation.policies, resource);
    const known = byResource.get(attached) ?? prepare(policiesOf(simulation.policies, attached, managementAccount));
    byResource.set(attached, known);
    return known;
  };
}

const policiesOf = ({ resource: _, ...policies }: SimulatedPolicies, resource: readonly Policy[], managementAccount: string | undefined): Policies => ({ ...policies, resource, ...(managementAccount !== undefined && { managementAccount }) });

function citedOf(because: Because): readonly Cited[] {
  if (because.kind !== "statement") return [];
  const { location, sid } = because.statement;
  return [{ ...placeOf(because.layer, location.pointer), ...(sid !== undefined && { sid }) }];
}

const unmetOf = ({ layer, condition }: NearMiss): Cited => placeOf(layer, condition.location.pointer);

/** `/serviceControl/0/1/Statement/2` is statement 2 of policy 1 of level 0. */
function placeOf(layer: string, pointer: string): Cited {
  const keys = pointer.split("/").slice(2);
  const statement = keys.indexOf("Statement");
  const [first = 0, second] = keys.slice(0, statement).filter((key) => /^\d+$/.test(key)).map(Number);
  return { layer, ...(second === undefined ? { policy: first } : { level: first, policy: second }), pointer: `/${keys.slice(statement).join("/")}` };
}
