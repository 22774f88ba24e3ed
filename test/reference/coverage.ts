import { coversAction } from "./action.js";
import { type Answers, answersOf } from "./answers.js";
import { isArn, partsOf } from "./arn.js";
import { isIdentity, isServiceLinked } from "./caller.js";
import { type Context, contextOf, valuesOf } from "./context.js";
import type { Decision, Line } from "./line.js";
import { operatorOf } from "./operator.js";
import type { Layer, Statement, Test } from "./policy.js";
import { granted, needsResourcePolicy } from "./reference-decide.js";
import { coversResource } from "./resource.js";

/** The names of the clauses that a world exercised, each once, sorted: for counts, never for judging. */
export function coverage(line: Line, decision: Decision): readonly string[] {
  const answers = answersOf(line);
  const context = contextOf(line.request, answers.caller, answers.resourceAccount);
  const reached = statementsOf(answers).filter(([layer, statement]) =>
    coversAction(statement.action, line.request.action) && coversResource(statement, line.request.resource, context, layer));
  const names = [
    `decision: ${decision}`, `caller: ${answers.caller.kind}`, ...layerClauses(line, answers, decision),
    ...reached.flatMap(([layer, statement]) => statementClauses(layer, statement, context)),
  ];
  return [...new Set(names)].sort();
}

function statementsOf({ layers }: Answers): readonly (readonly [Layer, Statement])[] {
  const { identity, boundary, session, serviceControl, resourceControl, resource, endpoint } = layers;
  const all = {
    identity, boundary, session, serviceControl: serviceControl.flat(), resourceControl: resourceControl.flat(), resource, endpoint,
  };
  const names = ["identity", "boundary", "session", "serviceControl", "resourceControl", "resource", "endpoint"] as const;
  return names.flatMap((layer) => all[layer].map((statement) => [layer, statement] as const));
}

function layerClauses(line: Line, answers: Answers, decision: Decision): readonly string[] {
  const { caller, resourceAccount, layers, allowedBy, grants, deniedBy } = answers;
  const same = isIdentity(caller) && caller.account === resourceAccount;
  const limits = allowedBy.boundary && allowedBy.session;
  const silent = (["boundary", "session", "serviceControl", "endpoint"] as const).filter((layer) => !allowedBy[layer]);
  const byResource = decision === "allowed" && !allowedBy.identity;
  const underScp = layers.serviceControl.length > 0;
  const own = needsResourcePolicy(line.request);
  return [
    `account: ${isIdentity(caller) ? (same ? "same" : "other") : "none"}`,
    ...deniedBy.map((layer) => `denied by ${layer}`),
    ...(decision === "implicitDeny" ? silent.map((layer) => `limited by ${layer}`) : []),
    ...[...grants].map((kind) => `resource grants: ${kind}`),
    ...holding({
      "the resource's policy alone": byResource && same,
      "the account alone": same && grants.size === 1 && grants.has("account") && !allowedBy.identity,
      "the other account is silent": !same && isIdentity(caller) && allowedBy.identity && grants.size === 0,
      "a direct grant passes by boundary or session": decision === "allowed" && !limits,
      "a grant to the role is limited": same && deniedBy.length === 0 && !limits && grants.has("role") && !grants.has("direct"),
      "an empty level": layers.serviceControl.some((level) => level.length === 0),
      "service-linked role under an SCP": isServiceLinked(caller) && underScp,
      "management account under an SCP": isIdentity(caller) && caller.account === line.managementAccount && underScp,
      "management account's resource under an RCP":
        resourceAccount !== undefined && resourceAccount === line.managementAccount && layers.resourceControl.length > 0,
      "key or trust grants": own && granted(line.request, answers),
      "key or trust does not grant": own && !granted(line.request, answers),
      "request on *": line.request.resource === "*",
      "derived context off": line.request.derivedContext === false,
    }),
  ];
}

/** The names of what holds. */
function holding(clauses: { readonly [name: string]: boolean }): readonly string[] {
  return Object.entries(clauses).flatMap(([name, holds]) => (holds ? [name] : []));
}

function statementClauses(layer: Layer, statement: Statement, context: Context): readonly string[] {
  const { action, resource, principal, tests, variables } = statement;
  const patterns = resource?.patterns ?? [];
  const written = [...patterns, ...tests.flatMap(({ values }) => values)].filter((text) => text.includes("${"));
  return [
    `${statement.effect} reached in ${layer}`,
    ...holding({
      NotAction: action.not,
      NotResource: resource?.not === true,
      [`NotPrincipal in ${statement.effect}`]: principal?.not === true,
      "incomplete ARN": patterns.some((pattern) => pattern !== "*" && partsOf(pattern).length < 6),
      "variable under an old Version": !variables && written.length > 0,
      "variable with a default": variables && written.some((text) => text.includes(", '")),
      "escaped sign": variables && written.some((text) => /\$\{[*?$]\}/.test(text)),
      variable: variables && written.some((text) => /\$\{[^*?$,]+\}/.test(text)),
    }),
    ...tests.flatMap((test) => testClauses(test, context)),
  ];
}

function testClauses({ operator: name, key, values: written }: Test, context: Context): readonly string[] {
  const operator = operatorOf(name);
  const values = valuesOf(context, key);
  const form = `${operator.set ?? "plain"}${operator.ifExists ? " IfExists" : ""}${operator.negated ? " negated" : ""}`;
  const empty = values.every((value) => value === "");
  const state = values.length === 0 ? "missing" : empty ? "empty" : values.length > 1 ? "several" : "one";
  return [
    `operator ${operator.negated ? "not " : ""}${operator.base}`,
    operator.base === "Null" ? `Null, key ${state}` : `${form}, key ${state}`,
    ...holding({
      "several values in the policy": written.length > 1,
      "ARN operator on no ARN": operator.arnsOnly && values.some((value) => !isArn(value)),
    }),
  ];
}
