import fc from "fast-check";
import type { Features } from "./features.js";
import { away, home, type Asked, principalsOf } from "./world-request.js";

/** What a resource's policy may say about who: near the caller, or somebody else. */
export function principalArbitrary({ request, caller }: Asked): fc.Arbitrary<unknown> {
  const self = selfOf(request.principal, caller);
  const near = nearOf(request.principal);
  const roles = [home, away].flatMap((account) => [
    { AWS: `arn:aws:iam::${account}:role/etl` }, { AWS: `arn:aws:iam::${account}:role/team/etl2` },
    { AWS: account }, { AWS: `arn:aws:iam::${account}:root` }, { AWS: `arn:aws:sts::${account}:assumed-role/etl/s1` },
  ]);
  const others = [
    { AWS: `arn:aws:iam::${home}:user/*` }, { Service: "glue.amazonaws.com" }, { Federated: `arn:aws:iam::${home}:saml-provider/idp` },
    { AWS: [home, `arn:aws:iam::${home}:user/bob`] }, { AWS: "*", Service: "ec2.amazonaws.com" }, { AWS: [away], Service: "glue.amazonaws.com" },
    { CanonicalUser: "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be" },
  ];
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(self) },
    { weight: 3, arbitrary: fc.constantFrom(...near) },
    { weight: 2, arbitrary: fc.constantFrom<unknown>("*", { AWS: "*" }) },
    { weight: 5, arbitrary: fc.constantFrom<unknown>(...roles, ...others) },
  );
}

/**
 * Lists for NotPrincipal: users, sessions, services, accounts. No role on its own: AWS does not say whether it spares
 * the role's sessions. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export function notPrincipalArbitrary({ request, caller }: Asked, features: Features): fc.Arbitrary<unknown> {
  const { user, session, root, federatedUser } = principalsOf(home);
  const listed = [...user, ...session, ...federatedUser].flatMap((arn) => [{ AWS: arn }, { AWS: [arn, ...root] }]);
  const services = features.callers.includes("service") ? [{ Service: "glue.amazonaws.com" }] : [];
  const others = fc.constantFrom<unknown>(...listed, ...services);
  return listable.has(caller) ? fc.oneof(others, fc.constant(selfOf(request.principal, caller))) : others;
}

/** The callers that a list may name without leaving room for doubt. */
const listable = new Set<Asked["caller"]>(["user", "session", "federatedUser", "root", "service"]);

/** What else may stand for the caller: its account, and its role if it has one. */
function nearOf(principal: string | null): readonly unknown[] {
  const [, , , , account = "", last = ""] = (principal ?? "").split(":");
  if (account === "") return ["*"];
  const [, name = ""] = last.split("/");
  // A session does not tell its role's path.
  const path = name === "etl2" ? "team/" : "";
  const role = last.startsWith("assumed-role/") ? [`arn:aws:iam::${account}:role/${path}${name}`] : [];
  return [account, `arn:aws:iam::${account}:root`, ...role, ...role].map((AWS) => ({ AWS }));
}

function selfOf(principal: string | null, caller: Asked["caller"]): unknown {
  if (principal === null) return "*";
  if (caller === "service") return { Service: principal };
  return caller === "provider" ? { Federated: principal } : { AWS: principal };
}
