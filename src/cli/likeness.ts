import { createHash } from "node:crypto";
import { besideThePoint } from "../checks/beside-the-point.js";
import { roleNameOf } from "../policy/arn.js";
import { parsePolicyNode } from "../policy/parse.js";
import type { Policy } from "../policy/policy.js";
import type { Rule } from "../rules/rule.js";
import type { PolicyNode } from "../sources/assemble.js";
import { piecesOfAwsOutput } from "../sources/aws-output.js";
import { nameless } from "../sources/nameless.js";
import type { WrittenRole } from "../sources/written-role.js";
import type { Facts } from "../subject/facts.js";
import type { Document } from "../text/document.js";

/** Tells roles of which all verdicts are the same, but for name and place, as long as no verdict fails. */
export interface Likeness {
  /** What is the same for all roles that are alike; undefined where a verdict may hang on more, or on what nobody has seen yet. */
  readonly keyOf: (role: WrittenRole) => string | undefined;
  /** Gets to know the managed policies of a part. */
  readonly see: (documents: Iterable<Document>) => void;
}

/**
 * Roles of one account with the same trust policy, the same policies written into them, letter by letter, and the same managed ones attached are
 * judged alike where nothing of that looks at who calls. What is attached and beside the point may differ, and so may names of buckets of which no rule asks.
 */
export function likeness(rules: readonly Rule[], facts: Facts): Likeness {
  const isBeside = besideThePoint(rules);
  const managed = new Map<string, Use>();
  return {
    see(documents) {
      for (const document of documents) for (const { part, arn } of piecesOfAwsOutput(document).policies) {
        if (arn !== undefined && !managed.has(arn)) managed.set(arn, "kind" in part && part.kind === "node" ? useOf(part, document, isBeside) : "unfit");
      }
    },
    keyOf({ arn, trust, policies, managed: attached, boundary }) {
      const [, account, kind = ""] = /^(arn:[^:]*:iam::\d{12}:)role\/(aws-service-role\/)?/.exec(arn) ?? [];
      const isFit = (use: Use | undefined) => use !== undefined && use !== "unfit";
      if (account === undefined || roleNameOf(arn) === undefined || !attached.every((each) => isFit(managed.get(each))) || (boundary !== undefined && managed.get(boundary) !== "counts")) return undefined;
      if (hasVariables(trust) || policies.some((text) => hasVariables(text) || looksAtCallers(text))) return undefined;
      const all = [account, kind, trust, nameless(policies, facts) ?? policies, attached.filter((each) => managed.get(each) === "counts"), boundary];
      return createHash("sha256").update(JSON.stringify(all)).digest("base64");
    },
  };
}

/** What a managed policy does to a verdict: it counts, or it is beside the point; one that cannot be read, or may mean something else for each caller, is unfit. */
type Use = "counts" | "beside" | "unfit";

function useOf({ root, faults = [] }: PolicyNode, { text }: Document, isBeside: (policy: Policy) => boolean): Use {
  const { policy } = parsePolicyNode(root, "identity");
  if (faults.length > 0 || policy.kind === "unread" || root.location.span !== undefined) return "unfit";
  if (isBeside(policy)) return "beside";
  const own = text.slice(root.span.start, root.span.end);
  return hasVariables(own) || looksAtCallers(own) ? "unfit" : "counts";
}

/** An escape may hide one. */
const hasVariables = (text: string) => /\$\{|\\/.test(text);
const looksAtCallers = (text: string) => /aws:(principal|user)/i.test(text);
