import { isArn, partsOf } from "./arn.js";
import type { Context } from "./context.js";
import { literal, matches, type Token, wildcards } from "./glob.js";
import { malformed } from "./malformed.js";
import type { Layer, Statement } from "./policy.js";
import { substituted } from "./variable.js";

/**
 * Whether a statement's Resource or NotResource covers the resource.
 * A statement with neither covers what its policy is attached to, as every trust policy does.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function coversResource(statement: Statement, resource: string, context: Context, layer: Layer): boolean {
  const element = statement.resource;
  if (element === undefined) return true;
  const variables = statement.variables;
  const covered = element.patterns.map((pattern) => resourceMatches(pattern, resource, context, variables, layer));
  return covered.includes(true) !== element.not;
}

function resourceMatches(
  pattern: string, resource: string, context: Context, variables: boolean, layer: Layer,
): boolean {
  if (isOnlyWildcards(pattern)) return matches(wildcards(pattern), resource);
  const [scheme = "", partition = "", service = "", region = "", account = "", last = ""] = completed(pattern, layer);
  // A request on `*` is covered by no ARN.
  if (!isArn(resource)) return false;
  const [askedScheme = "", askedPartition = "", askedService = "", ...asked] = partsOf(resource);
  // Variables stand after the fifth colon only:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-resourceelement
  const lastTokens = variables ? substituted(last, context, wildcards) : wildcards(last);
  if (lastTokens === undefined) return false;
  const tokens = [...segment(region), ...literal(":"), ...segment(account), ...literal(":"), ...lastTokens];
  return (
    // Wildcards in `arn` and partition are evaluated, though documented as not allowed.
    matches(wildcards(scheme), askedScheme) && matches(wildcards(partition), askedPartition) &&
    // The service is compared as it stands; the partition is compared too.
    service === askedService &&
    matches(tokens, asked.join(":"))
  );
}

/** `*`, and what else is made of wildcards alone: no ARN, and covers a request on `*` too. */
function isOnlyWildcards(pattern: string): boolean {
  return /^[*?]+$/.test(pattern);
}

/**
 * Region and account: a `*` that ends its segment may run past the colon, every other wildcard stops there:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function segment(text: string): readonly Token[] {
  const characters = [...text];
  return characters.map((character, index) =>
    character === "*" ? { kind: "many", colons: index === characters.length - 1 }
    : character === "?" ? { kind: "one", colons: false }
    : { kind: "character", text: character });
}

/**
 * The six parts of a pattern; an ARN with fewer is completed with `*`, but STS refuses it in a session policy,
 * and what is no ARN is refused everywhere: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function completed(pattern: string, layer: Layer): readonly string[] {
  if (isOnlyWildcards(pattern)) return [pattern];
  const parts = partsOf(pattern);
  if (!matches(wildcards(parts[0] ?? ""), "arn")) throw malformed(`no ARN: ${pattern}`);
  if (parts.length < 6 && layer === "session") throw malformed(`an incomplete ARN in a session policy: ${pattern}`);
  return [...parts, "*", "*", "*", "*", "*"].slice(0, 6);
}
