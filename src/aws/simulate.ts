import { SimulatePrincipalPolicyCommand, type ContextEntry, type EvaluationResult, type IAMClient, type ResourceSpecificResult } from "@aws-sdk/client-iam";
import type { Caller } from "./calls.js";
import { iamClient, type Access } from "./clients.js";
import { batchesOf, type Batch, type Sample } from "./batches.js";
import { allPages } from "./pages.js";
import { outcomeOf } from "./refusal.js";
import type { Failure, Simulated } from "./snapshot.js";

/** What IAM's policy simulator answers, each request once; roles that it was refused for are one failure. */
export async function simulate(samples: readonly Sample[], access: Access): Promise<{ readonly simulated: readonly Simulated[]; readonly failures: readonly Failure[] }> {
  const iam = iamClient(access);
  const outcomes = await Promise.all(batchesOf(samples).map(async (batch) => ({ batch, outcome: await outcomeOf(callOf(batch), () => ask(batch, iam, access.caller)) })));
  const refused = outcomes.flatMap(({ outcome }) => outcome.kind === "refused" ? [outcome.failure] : []);
  const others = new Set(refused.map(({ artifact }) => artifact)).size - 1;
  return {
    simulated: outcomes.flatMap(({ batch, outcome }) => outcome.kind === "seen" ? simulatedIn(batch, outcome.value) : []).toSorted((a, b) => compare(orderOf(a), orderOf(b))),
    failures: refused.slice(0, 1).map(({ artifact, message }) => ({ artifact, message: `${message}, or leave the simulator out with --no-simulate${others > 0 ? ` (and ${others} more roles)` : ""}` })),
  };
}

const callOf = ({ role }: Batch) => ({ action: "iam:SimulatePrincipalPolicy", resource: role });

function ask(batch: Batch, iam: IAMClient, caller: Caller): Promise<readonly EvaluationResult[]> {
  const { role, actions, resources, context } = batch;
  const input = { PolicySourceArn: role, ActionNames: [...actions], ResourceArns: [...resources], ContextEntries: Object.entries(context).map(entryOf), MaxItems: 1000 };
  return allPages((Marker) => caller.call(callOf(batch), () => iam.send(new SimulatePrincipalPolicyCommand({ ...input, Marker }))), ({ EvaluationResults }) => EvaluationResults);
}

function entryOf([key, values]: readonly [string, string | readonly string[]]): ContextEntry {
  const list = typeof values === "string" ? [values] : values;
  const type = list.length > 1 ? "stringList" : list.every((value) => value === "true" || value === "false") ? "boolean" : "string";
  return { ContextKeyName: key, ContextKeyValues: [...list], ContextKeyType: type };
}

/**
 * The answers in both shapes: since 2026-07-30 there is one result for each action, of which only the results for single resources
 * count; before, there was one for each action and resource.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html
 */
function simulatedIn({ role, actions, resources, context }: Batch, results: readonly EvaluationResult[]): readonly Simulated[] {
  const found = results.flatMap((result) => {
    const { EvalActionName: action, ResourceSpecificResults: specific = [] } = result;
    const alone = resources.length === 1 ? resources[0] : result.EvalResourceName;
    return specific.length > 0 ? specific.map((each) => ({ action, resource: each.EvalResourceName, answer: ofResource(each, result) }))
      : [{ action, resource: alone, answer: { decision: result.EvalDecision, missing: result.MissingContextValues, matched: result.MatchedStatements, boundary: result.PermissionsBoundaryDecisionDetail, organization: result.OrganizationsDecisionDetail } }];
  });
  return actions.flatMap((action) => resources.flatMap((resource): readonly Simulated[] => {
    const answer = found.find((each) => each.action?.toLowerCase() === action.toLowerCase() && each.resource === resource)?.answer;
    if (answer?.decision === undefined) return [];
    const refusedBy = answer.decision === "allowed" ? undefined : answer.organization?.AllowedByOrganizations === false ? "organization" : answer.boundary?.AllowedByPermissionsBoundary === false ? "boundary" : undefined;
    const matched = [...new Set((answer.matched ?? []).flatMap(({ SourcePolicyId }) => SourcePolicyId ?? []))].toSorted();
    return [{ role, action, resource, context, decision: answer.decision, missingContext: [...answer.missing ?? []].toSorted(), matched, ...(refusedBy && { refusedBy }) }];
  }));
}

const ofResource = (each: ResourceSpecificResult, { OrganizationsDecisionDetail: organization }: EvaluationResult) =>
  ({ decision: each.EvalResourceDecision, missing: each.MissingContextValues, matched: each.MatchedStatements, boundary: each.PermissionsBoundaryDecisionDetail, organization });

const orderOf = ({ role, action, resource, context }: Simulated) => JSON.stringify([role, action, resource, context]);
const compare = (a: string, b: string) => a < b ? -1 : a > b ? 1 : 0;
