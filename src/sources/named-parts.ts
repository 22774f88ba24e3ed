import { accountOf } from "../policy/arn.js";
import type { Compute } from "../subject/compute.js";
import type { Facts } from "../subject/facts.js";
import type { Document } from "../text/document.js";
import type { Parts } from "./assemble.js";
import { readCompute } from "./compute.js";

/** An environment of the configuration: its name, and what is said of it. */
export interface NamedFacts {
  readonly name: string;
  readonly facts: Facts;
}

/** What of the parts belongs to an environment: all, but for roles and computes of an account that is another's. */
export function partsOfEnvironment<Some extends Pick<Parts, "roles" | "computes">>(parts: Some, { facts }: NamedFacts, all: readonly NamedFacts[]): Some {
  const own = accountsIn(facts);
  const others = new Set(all.flatMap((other) => accountsIn(other.facts)).filter((account) => !own.includes(account)));
  const isOwn = (account: string | undefined) => account === undefined || !others.has(account);
  return { ...parts, roles: parts.roles.filter(({ arn }) => isOwn(accountOf(arn))), computes: parts.computes.filter((part) => isOwn(accountNamed(part))) };
}

const accountsIn = ({ account }: Facts) => account.kind === "said" ? account.values : [];

function accountNamed(part: Document | Compute): string | undefined {
  const { iam_role: role } = ("kind" in part ? part : readCompute(part)).properties;
  return typeof role?.value === "string" && !role.unknown ? accountOf(role.value) : undefined;
}
