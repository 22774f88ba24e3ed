import { accountOf, arnOf, bucketOf } from "../policy/arn.js";
import { serviceOf } from "../policy/action.js";
import type { ContextFact } from "../rules/facts.generated.js";
import { glue } from "../rules/glue.generated.js";
import type { Environment } from "../subject/environment.js";
import { orElse, said, type Fact } from "../subject/facts.js";
import { hasUnknown } from "../text/unknown.js";
import type { Joined } from "./check.js";

type Stated = Readonly<Record<string, string | readonly string[]>>;

/** What is known of the context of a request that a job, or the Guzzle server, makes with the credentials of its role; a key without values is absent. */
export function requestContext(by: "job" | "caller", action: string, joined: Joined, resource: string): Stated {
  return { ...contextBefore(by, action, joined), ...inRegionOf(resource, joined) };
}

/**
 * What follows from who calls, where nobody knows the account or the name of the role, and undefined where that is to be derived:
 * what is not equal to a text that nobody knows may be equal to it all the same.
 */
export function callerContext(arn: string, resource: string, owner: string | undefined): Stated | undefined {
  if (!hasUnknown(arn)) return undefined;
  const account = arnOf(arn)?.account ?? "";
  const known = /^\d{12}$/.test(account) ? account : undefined;
  const of = owner ?? accountOf(resource) ?? known;
  return { "aws:PrincipalType": "AssumedRole", "aws:PrincipalIsAWSService": "false", ...(known !== undefined && { "aws:PrincipalAccount": known }), ...(of !== undefined && { "aws:ResourceAccount": of }) };
}

/** Roles of one account are called in the same context. */
function contextBefore(by: "job" | "caller", action: string, joined: Joined): Stated {
  const { subject, environment } = joined;
  const known = before.get(environment) ?? new Map<string, Stated>();
  before.set(environment, known);
  const key = `${by} ${action} ${joined.compute?.region ?? ""} ${subject.kind === "role" ? arnOf(subject.arn)?.account ?? "" : ""}`;
  const context = known.get(key) ?? stated(glue["job-context"][by].filter(({ onlyActions, exceptServices }) => onlyActions?.includes(action) !== false && exceptServices?.includes(serviceOf(action)) !== true), joined);
  known.set(key, context);
  return context;
}

const before = new WeakMap<Environment, Map<string, Stated>>();

/** A bucket or a key is called in its own Region, wherever the caller runs. */
function inRegionOf(resource: string, { environment: { bucketRegions } }: Joined): Stated {
  const ofKey = /^arn:[^:]+:kms:([^:]+):/.exec(resource)?.[1];
  const region = ofKey === undefined ? bucketRegions?.get(bucketOf(resource) ?? "") : hasUnknown(ofKey) ? undefined : ofKey;
  return region === undefined ? {} : { "aws:RequestedRegion": [region] };
}

/** What is known of the context of the request by which Glue assumes the role. */
export function serviceContext(joined: Joined): Stated {
  return stated(glue["job-context"].service, joined);
}

function stated(facts: readonly ContextFact[], joined: Joined): Stated {
  return Object.fromEntries(facts.flatMap(({ key, value }): readonly (readonly [string, string | readonly string[]])[] => {
    if (value === "absent") return [[key, []]];
    if (!value.startsWith("{")) return [[key, value]];
    const said = factOf(value, joined);
    return said.kind === "said" && said.values.length === 1 && !said.values.some(hasUnknown) ? [[key, said.values]] : [];
  }));
}

/** The Region that the job runs in, which may be one that nobody knows. */
export const regionOf = ({ compute, environment: { facts } }: Pick<Joined, "compute" | "environment">): Fact<string> => compute?.region === undefined ? facts.region : said(compute.region);

function factOf(placeholder: string, joined: Joined): Fact<string> {
  const { subject, environment: { facts } } = joined;
  switch (placeholder) {
    case "{account}": return orElse(facts.account, subject.kind === "role" ? arnOf(subject.arn)?.account : undefined);
    case "{region}": return regionOf(joined);
    default: throw new Error(`no fact may ask for ${placeholder}`);
  }
}
