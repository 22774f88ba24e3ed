import fc from "fast-check";
import { partsOf } from "./arn.js";
import type { CallerKind, Features, Target } from "./features.js";
import type { Request } from "./line.js";
import { contextArbitrary } from "./world-context.js";

export const home = "111122223333";
export const away = "444455556666";
export const management = "999999999999";

/** A request, and what its kinds were, for policies to be built near it. */
export interface Asked {
  readonly caller: CallerKind;
  readonly target: Target;
  readonly request: Request;
}

/** Whether a caller of this kind belongs to an account. */
export function isSigned(caller: CallerKind): boolean {
  return caller !== "service" && caller !== "provider" && caller !== "unsigned";
}

/** The few principals of each kind in an account. */
export const principalsOf = (account: string): { readonly [kind in CallerKind]: readonly (string | null)[] } => ({
  role: [`arn:aws:iam::${account}:role/etl`, `arn:aws:iam::${account}:role/team/etl2`],
  session: [
    `arn:aws:sts::${account}:assumed-role/etl/s1`, `arn:aws:sts::${account}:assumed-role/etl/s2`,
    `arn:aws:sts::${account}:assumed-role/etl2/s1`,
  ],
  user: [`arn:aws:iam::${account}:user/bob`, `arn:aws:iam::${account}:user/team/ann`],
  root: [`arn:aws:iam::${account}:root`],
  federatedUser: [`arn:aws:sts::${account}:federated-user/carol`],
  serviceLinkedRole: [`arn:aws:iam::${account}:role/aws-service-role/glue.amazonaws.com/AWSServiceRoleForGlue`],
  service: ["glue.amazonaws.com", "ec2.amazonaws.com"],
  provider: [`arn:aws:iam::${account}:saml-provider/idp`],
  unsigned: [null],
});

const targets: {
  readonly [target in Target]: { readonly actions: readonly string[]; readonly resources: (account: string) => readonly string[] };
} = {
  object: {
    actions: ["s3:GetObject", "s3:PutObject"],
    resources: () => ["arn:aws:s3:::data/a", "arn:aws:s3:::data/a/b", "arn:aws:s3:::data/red/x", "arn:aws:s3:::logs/a*b"],
  },
  bucket: { actions: ["s3:ListBucket"], resources: () => ["arn:aws:s3:::data", "arn:aws:s3:::logs"] },
  table: {
    actions: ["glue:GetTable", "glue:CreateTable"],
    resources: (account) => [`arn:aws:glue:us-east-1:${account}:table/db/t`, `arn:aws:glue:eu-west-1:${account}:table/db/t`],
  },
  logGroup: {
    actions: ["logs:PutLogEvents"],
    resources: (account) => [`arn:aws:logs:us-east-1:${account}:log-group:/aws-glue/x`, `arn:aws:logs:us-east-1:${account}:log-group:/x`],
  },
  key: { actions: ["kms:Decrypt"], resources: (account) => [`arn:aws:kms:us-east-1:${account}:key/k1`] },
  trust: { actions: ["sts:AssumeRole"], resources: (account) => [`arn:aws:iam::${account}:role/target`] },
  passRole: {
    actions: ["iam:PassRole"],
    resources: (account) => [`arn:aws:iam::${account}:role/etl`, `arn:aws:iam::${account}:role/service-role/etl`],
  },
  everything: { actions: ["s3:ListAllMyBuckets"], resources: () => ["*"] },
};

/** The callers that the rules about boundaries, sessions and grants tell apart. */
const common = new Set<CallerKind>(["role", "session", "user"]);

/** Requests of few callers for few things; ARNs without account get an account beside them, or none. */
export function askedArbitrary(features: Features): fc.Arbitrary<Asked> {
  const accounts = features.crossAccount ? [home, home, home, home, away] : [home];
  return fc
    .record({
      caller: fc.constantFrom(...features.callers.flatMap((kind) => (common.has(kind) ? [kind, kind, kind, kind] : [kind]))),
      target: fc.constantFrom(...features.targets),
      callerAccount: fc.constantFrom(...accounts), resourceAccount: fc.constantFrom(...accounts),
      says: fc.constantFrom(true, true, false),
      derived: fc.constantFrom(...(features.underivedContext ? [true, true, true, true, true, true, false] : [true])),
    })
    .chain(({ caller, target, callerAccount, resourceAccount, says, derived }) => {
      const { actions, resources } = targets[target];
      const brought = caller === "provider" && target === "trust";
      // An ARN with an account needs no second word on it; one without may be left to the default.
      // What keys an identity provider's call carries is not for us to derive.
      const underived = !derived || caller === "provider";
      const silent = (resource: string): boolean => /^\d/.test(partsOf(resource)[4] ?? "") || (!says && features.crossAccount);
      return fc
        .record({
          principal: fc.constantFrom(...principalsOf(callerAccount)[caller]),
          action: fc.constantFrom(...(brought ? ["sts:AssumeRoleWithSAML"] : actions)),
          resource: fc.constantFrom(...resources(resourceAccount)),
          context: features.conditions || features.variables ? contextArbitrary(features) : fc.constant({}),
        })
        .map(({ principal, action, resource, context }): Asked => ({
          caller, target,
          request: {
            principal, action, resource,
            ...(!silent(resource) && { resourceAccount }),
            ...(Object.keys(context).length > 0 && { context }),
            ...(underived && { derivedContext: false }),
          },
        }));
    });
}
