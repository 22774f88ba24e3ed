import { prepare } from "../evaluate/prepare.js";
import type { Request } from "../evaluate/request.js";
import { readPolicies } from "../sources/simulation.js";
import { nodeOf } from "../text/plain-node.js";

/** One role with 5 policies of 20 statements each, and 1,000 different requests of it: the same on every run. */
export function roleWorld(): { readonly documents: readonly object[]; readonly requests: readonly Request[] } {
  const documents = Array.from({ length: 5 }, (_, policy) => ({ Version: "2012-10-17", Statement: Array.from({ length: 20 }, (_, statement) => statementOf(policy, statement)) }));
  const requests = Array.from({ length: 1000 }, (_, i): Request => requestOf(i));
  return { documents, requests };
}

function statementOf(policy: number, statement: number): object {
  const kind = kinds[(policy * 20 + statement) % kinds.length];
  return { Effect: statement % 7 === 0 ? "Deny" : "Allow", ...kind?.(policy, statement) };
}

const kinds = [
  (policy: number, statement: number) => ({ Action: ["s3:GetObject", "s3:Put*"], Resource: [`arn:aws:s3:::bucket-${policy}-${statement}/*`, `arn:aws:s3:::lake-${statement}/team-${policy}/*`] }),
  (policy: number) => ({ Action: ["glue:Get*", "glue:CreateTable"], Resource: `arn:aws:glue:*:*:table/db${policy}/*` }),
  (policy: number) => ({ Action: "logs:*", Resource: `arn:aws:logs:*:*:log-group:/aws-glue/${policy}/*` }),
  (_policy: number, statement: number) => ({ Action: "secretsmanager:GetSecretValue", Resource: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:g${statement}/*` }),
  () => ({ Action: "kms:Decrypt", Resource: "arn:aws:kms:*:123456789012:key/*" }),
  (_policy: number, statement: number) => ({ Action: "dynamodb:*", Resource: `arn:aws:dynamodb:*:*:table/t${statement}` }),
];

function requestOf(i: number): Request {
  const [policy, statement] = [i % 5, Math.trunc(i / 5) % 20];
  const principal = "arn:aws:iam::123456789012:role/etl";
  switch (i % 3) {
    case 0: return { principal, action: "s3:GetObject", resource: `arn:aws:s3:::lake-${statement}/team-${policy}/key-${i}` };
    case 1: return { principal, action: "glue:GetTable", resource: `arn:aws:glue:eu-west-1:123456789012:table/db${policy}/t${i}` };
    default: return { principal, action: "logs:PutLogEvents", resource: `arn:aws:logs:eu-west-1:123456789012:log-group:/aws-glue/${policy}/x${i}` };
  }
}

/** Policies of plain documents, prepared. */
export function preparedRole(documents: readonly object[]) {
  const simulation = readPolicies(nodeOf({ identity: documents }, { artifact: "bench", pointer: "" }));
  if (simulation.kind === "error") throw new Error(simulation.message);
  const { resource: _, ...policies } = simulation.policies;
  return prepare({ ...policies, resource: [] });
}
