import { coversAction } from "./action.js";
import { type Caller, callerOf, type Identity, isIdentity, isServiceLinked } from "./caller.js";
import { conditionsHold } from "./condition.js";
import { contextOf, resourceAccountOf } from "./context.js";
import { type Layers, layersOf } from "./layers.js";
import type { Line } from "./line.js";
import type { Layer, Statement } from "./policy.js";
import { type Coverage, coverageOf } from "./principal.js";
import { coversResource } from "./resource.js";

/** What each layer says about a request. */
export interface Answers {
  readonly caller: Caller;
  readonly layers: Layers;
  readonly resourceAccount: string | undefined;
  /** The layers in which a Deny applies to the request. */
  readonly deniedBy: readonly Layer[];
  readonly allowedBy: { readonly [layer in Exclude<Layer, "resource">]: boolean };
  /** How the resource's policy grants the request; empty: not at all. */
  readonly grants: ReadonlySet<Coverage>;
}

/**
 * AWS services whose resources RCPs bind, as far as the tests ask for them; AWS's list is longer and grows:
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
const underResourceControl = new Set(["s3", "sts", "kms", "sqs", "secretsmanager", "logs"]);

/** What each layer says about the line's request; throws Malformed. */
export function answersOf(line: Line): Answers {
  const { request, managementAccount } = line;
  const caller = callerOf(request.principal, request.action);
  const layers = layersOf(line);
  const resourceAccount = resourceAccountOf(request, caller);
  const context = contextOf(request, caller, resourceAccount);
  const covers = (statement: Statement, layer: Layer): Coverage =>
    coversAction(statement.action, request.action) && coversResource(statement, request.resource, context, layer) &&
    conditionsHold(statement, context) ? coverageOf(statement, caller, layers.hasBoundary) : "none";
  const says = (effect: Statement["effect"], statements: readonly Statement[], layer: Layer): boolean =>
    statements.some((statement) => statement.effect === effect && covers(statement, layer) !== "none");
  // Services and unsigned callers have no identity: what hangs on one does not bind them.
  const signed = isIdentity(caller);
  const serviceControl = signed && bindsPrincipal(caller, managementAccount) ? layers.serviceControl : [];
  const resourceControl = bindsResource(line, caller, resourceAccount) ? layers.resourceControl : [];
  const inForce: { readonly [layer in Layer]: readonly Statement[] } = {
    identity: signed ? layers.identity : [],
    boundary: signed ? layers.boundary : [],
    session: signed ? layers.session : [],
    serviceControl: serviceControl.flat(),
    resourceControl: resourceControl.flat(),
    resource: layers.resource,
    endpoint: layers.endpoint,
  };
  const names = ["identity", "boundary", "session", "serviceControl", "resourceControl", "resource", "endpoint"] as const;
  return {
    caller, layers, resourceAccount,
    deniedBy: names.filter((layer) => says("Deny", inForce[layer], layer)),
    allowedBy: {
      // The root user needs no policy:
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
      identity: caller.kind === "root" || says("Allow", inForce.identity, "identity"),
      boundary: !layers.hasBoundary || says("Allow", inForce.boundary, "boundary"),
      session: !layers.hasSession || says("Allow", inForce.session, "session"),
      // An Allow at every level:
      // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
      serviceControl: serviceControl.every((level) => says("Allow", level, "serviceControl")),
      // RCPFullAWSAccess is attached to every level and cannot be detached:
      // https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
      resourceControl: true,
      endpoint: !layers.hasEndpoint || says("Allow", inForce.endpoint, "endpoint"),
    },
    grants: new Set(
      layers.resource
        .filter(({ effect }) => effect === "Allow")
        .map((statement) => covers(statement, "resource"))
        .filter((coverage) => coverage !== "none"),
    ),
  };
}

/**
 * SCPs bind neither service-linked roles nor the management account's principals:
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
function bindsPrincipal(caller: Identity, managementAccount: string | undefined): boolean {
  return caller.account !== managementAccount && !isServiceLinked(caller);
}

/**
 * RCPs bind outside callers, services and unsigned ones too, but neither service-linked roles nor the
 * management account's resources:
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
function bindsResource({ request, managementAccount }: Line, caller: Caller, account: string | undefined): boolean {
  const service = request.action.split(":")[0]?.toLowerCase() ?? "";
  const management = account !== undefined && account === managementAccount;
  return underResourceControl.has(service) && !management && !isServiceLinked(caller);
}
