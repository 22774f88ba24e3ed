import fc from "fast-check";
import { partsOf } from "./arn.js";
import type { Features } from "./features.js";
import type { Request } from "./line.js";

/** Action patterns that match the action, or miss it by little. */
export function actionsNear(action: string, features: Features): fc.Arbitrary<string> {
  const [service = "", name = ""] = action.split(":");
  const near = [
    action, action, action, action, `${service}:*`, `${service}:*`, "*", "*",
    `${service}:${name.slice(0, 3)}*`, `${service}:*${name.slice(3)}`,
    `${service}:?${name.slice(1)}`, `${service}:?${name}`, `${service}:${name}x`, `${service}:Get*`, "glue:*",
  ];
  const loud = features.looseGrammar ? [service.toUpperCase() + action.slice(service.length), action.toLowerCase()] : [];
  return fc.constantFrom(...near, ...loud);
}

/** Resource patterns that match the resource, or miss it by little. */
export function resourcesNear(resource: string, features: Features, short: boolean): fc.Arbitrary<string> {
  if (resource === "*") return fc.constantFrom("*", "*", "*", "arn:aws:s3:::*");
  const [, partition = "", service = "", region = "", account = "", last = ""] = partsOf(resource);
  const at = (...parts: readonly string[]): string => ["arn", partition, service, ...parts].join(":");
  const tail = last.slice(last.search(/[/:]/) + 1);
  const near = [
    resource, resource, resource, resource, "*", "*", "*", "*", "*", "*", at("*", "*", "*"), at(region, account, "*"), at("*", "*", last),
    at(region, account, `${last.slice(0, -1)}*`), at(region, account, `${last.slice(0, -1)}?`), at(region, account, `${last}?`),
    at(region, account, `*${last.slice(-2)}`), at(region, account, `${last.slice(0, 2)}*${last.slice(-1)}`),
    at(region, account, `${last.slice(0, 4)}*`), at(region, account, last.toUpperCase()), at(region, account, last.split("/")[0] ?? ""),
    at("us-*", account, last), at("us-*-1", account, last), at("*-1", account, last), at("u?-east-1", account, last),
    at(region, "1111*", last), at(region, "*3333", last), at(region, "444455556666", last), at("eu-west-1", account, "*"),
    at("*", "*", tail), at("*", `${tail.slice(0, 4)}*`, "*"), at("us-*", "log-group", tail), at("us-*p", tail, "*"),
    // Wildcards that would have to run over the colon, where only one at the end of its segment may.
    at(`${region.slice(0, 2)}*${account.slice(-4)}`, "log-group", tail), at(`${region}?${account}`, "log-group", tail),
    `arn:*:${service}:${region}:${account}:${last}`, `arn:aws-cn:${service}:*:*:*`, "arn:aws:s3:::data/*", "arn:aws:sqs:*:*:*",
  ];
  const shorts = [`arn:${partition}:${service}`, at(region), at("eu-west-1"), at(region, account), at("*", "444455556666"), "arn:aws:sqs"];
  return fc.constantFrom(...near, ...(short && features.shortArns ? shorts : []));
}

/** Resource patterns with variables, near an object of the bucket `data`, or near the resource otherwise. */
export function variableResources({ resource }: Request): fc.Arbitrary<string> {
  const before = resource === "*" ? "arn:aws:s3:::" : `${partsOf(resource).slice(0, 5).join(":")}:`;
  return fc.constantFrom(
    "arn:aws:s3:::data/${aws:PrincipalTag/team}/*", "arn:aws:s3:::data/${AWS:principaltag/TEAM, 'a'}/*",
    "arn:aws:s3:::data/${aws:PrincipalTag/none, 'a'}", "arn:aws:s3:::data/${aws:username, 'a'}*",
    "arn:aws:s3:::logs/a${*}b", "arn:aws:s3:::logs/a${?}b", "arn:aws:s3:::data/${aws:username}*",
    `${before}*\${aws:PrincipalTag/none, ''}`, `${before}*\${aws:PrincipalTag/team}*`,
  );
}
