import { compare, type Comparison } from "../access/compare.js";
import type { Because } from "../evaluate/explain.js";
import type { Request } from "../evaluate/request.js";
import type { Fault } from "../text/document.js";
import type { Node } from "../text/node.js";
import { everything, kindOf, readAccess, readPoliciesOf, type ComparedKind, type ReadPolicies } from "../sources/comparison.js";
import type { Policy } from "../policy/policy.js";
import type { Services } from "../services/service.js";

/** What comes back for two sets of policies, or for one and what it must not grant. */
export interface ComparisonAnswer<Verdict extends string = "noNewAccess" | "newAccess" | "notGranted" | "granted" | "open"> {
  readonly verdict: Verdict;
  /** A request that is granted and must not be: `simulate` reads it as it stands. */
  readonly counterexample?: Request;
  /** The statements of the new policy that grant it, or that an open verdict hangs on: by index of the policy and JSON Pointer in it. */
  readonly because: readonly { readonly policy: number; readonly pointer: string; readonly sid?: string }[];
  /** Why the verdict is open. */
  readonly open?: readonly string[];
}

/** An answer; or what is wrong with the policies, in sentences or by its places. */
export type Compared<Verdict extends string> = { readonly kind: "answer"; readonly answer: ComparisonAnswer<Verdict> } | { readonly kind: "misused"; readonly message: string } | { readonly kind: "faults"; readonly faults: readonly Fault[] };

/** Whether new policies grant anything that the existing ones do not. */
export function compared(services: Services, existing: readonly Node[], changed: readonly Node[], type?: ComparedKind): Compared<keyof typeof asIs> {
  const [before, after] = [kindOf(existing), kindOf(changed)];
  const kind = type ?? after ?? before ?? "identity";
  if (kind === "several" || (type === undefined && before !== undefined && after !== undefined && before !== after)) {
    return { kind: "misused", message: `the existing policy ${said(before)}, the new one ${said(after)}: only policies of one kind can be compared; if they are, say which with the type` };
  }
  return answered(services, readPoliciesOf(existing, kind), readPoliciesOf(changed, kind), kind, asIs);
}

const asIs = { noNewAccess: "noNewAccess", newAccess: "newAccess", open: "open" } as const;

/** Whether policies grant anything of a list of what they must not. */
export function notGranted(services: Services, access: Node, changed: readonly Node[], type?: ComparedKind): Compared<"notGranted" | "granted" | "open"> {
  const kind = type ?? kindOf(changed) ?? "identity";
  if (kind === "several") return { kind: "misused", message: "the policies are of several kinds" };
  const denying = readAccess(access, kind);
  // Of all that there is, what the list denies is not there yet: what the policies grant of it would be new.
  const before = { policies: [...everything(kind).policies, ...denying.policies], faults: denying.faults };
  return answered(services, before, readPoliciesOf(changed, kind), kind, verdicts);
}

const verdicts = { noNewAccess: "notGranted", newAccess: "granted", open: "open" } as const;

/** The first faults of policies that were handed in, each with its pointer. */
export const faultsSaid = (faults: readonly Fault[]): string => faults.slice(0, 3).map(({ location, message }) => `${location.artifact}${location.pointer}: ${message}`).join("; ");

function answered<Verdict extends string>(services: Services, before: ReadPolicies, after: ReadPolicies, kind: ComparedKind, spelled: Readonly<Record<Comparison["verdict"], Verdict>>): Compared<Verdict> {
  const faults = [...before.faults, ...after.faults];
  if (faults.length > 0) return { kind: "faults", faults };
  const { verdict, counterexample, because } = compare(services, before.policies, after.policies, kind);
  const cited = because.flatMap((each) => citedIn(after.policies, each));
  return { kind: "answer", answer: { verdict: spelled[verdict], ...(counterexample && { counterexample }), because: cited, ...(verdict === "open" && { open: [...new Set(because.map(openBecause))] }) } };
}

/** Statements of the existing policies are not cited: what is new is not theirs. */
function citedIn(policies: readonly Policy[], because: Because): ComparisonAnswer["because"] {
  if (because.kind !== "statement") return [];
  const { statement: { location, sid } } = because;
  const policy = policies.findIndex((each) => each.kind === "read" && each.statements.includes(because.statement));
  return policy < 0 ? [] : [{ policy, pointer: location.pointer.slice(policies[policy]?.location.pointer.length), ...(sid !== undefined && { sid }) }];
}

function openBecause(because: Because): string {
  switch (because.kind) {
    case "statement": return `it hangs on how \`${because.statement.sid ?? because.statement.location.pointer}\` of \`${because.statement.location.artifact}\` is read: its variables, or a key that AWS does not say how to compare`;
    case "unread": return `it hangs on ${because.policy.because}`;
    case "layer": return `it hangs on the layer \`${because.layer}\``;
    case "budget": return "there are too many ways in which patterns and conditions can meet to try them all";
  }
}

const said = (kind: ReturnType<typeof kindOf>) => kind === undefined ? "is none" : kind === "several" ? "is of several kinds" : `is one of ${kind === "trust" ? "trust" : `${kind === "identity" ? "an" : "a"} ${kind}`}`;
