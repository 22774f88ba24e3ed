import type { PolicyUse } from "../policy/grammar-fault.js";
import { parsePolicy, parsePolicyNode, type Parsed } from "../policy/parse.js";
import type { Policy } from "../policy/policy.js";
import type { PolicyDocument } from "../subject/environment.js";
import type { Document } from "../text/document.js";
import { sameLocation } from "../text/location.js";
import { policyIn } from "./aws-output.js";
import type { PolicyNode, PolicyPart } from "./assemble.js";
import { awsManagedPolicy, type AwsManaged } from "./aws-managed.js";
import { heldPolicy } from "./perhaps-policy.js";

type Source = Document | PolicyNode;

/**
 * A document that two roles share is parsed once and reported once; what it may say hangs on what it is used for. What AWS manages, or
 * gives of itself, is none of the documents: nobody here can write it otherwise.
 */
export function parserOnce(awsManaged: AwsManaged | undefined) {
  const parsed = new Map<Source, Map<PolicyUse, Parsed>>();
  const policyOf = (part: PolicyPart, use: PolicyUse): Policy => {
    if ("kind" in part && part.kind === "unread") return part.arn !== undefined && awsManaged && use === "identity" ? awsManagedPolicy(part, part.arn, awsManaged) : part;
    if ("kind" in part && part.kind === "perhaps") return heldPolicy(policyOf(part.part, use), part.held, use);
    const uses = parsed.get(part) ?? new Map<PolicyUse, Parsed>();
    const known = uses.get(use) ?? parsedBefore(part, use);
    parsed.set(part, uses.set(use, known));
    return known.policy;
  };
  return {
    policyOf,
    documents: (): readonly PolicyDocument[] => [...parsed].filter(([source]) => !isUnwritten(source)).map(([source, uses]) => ({ kind: "policy", ...placeOf(source), faults: distinct([...uses.values()].flatMap(({ faults }) => faults)), readings: [...uses].map(([use, { policy }]) => ({ use, policy })) })),
  };
}

/** What is judged again with another text for some files has the same documents for the others. */
function parsedBefore(part: Source, use: PolicyUse): Parsed {
  const uses = before.get(part) ?? new Map<PolicyUse, Parsed>();
  const known = uses.get(use) ?? parse(part, use);
  before.set(part, uses.set(use, known));
  return known;
}

const before = new WeakMap<Source, Map<PolicyUse, Parsed>>();

function parse(part: Source, use: PolicyUse): Parsed {
  if (!("kind" in part)) {
    const inner = policyIn(part, use);
    return inner ? parse(inner, use) : parsePolicy(part, use);
  }
  const { name, root, faults = [] } = part;
  const because = `\`${name}\`, which IAM would refuse`;
  if (faults.length > 0) return { policy: { kind: "unread", location: root.location, because }, faults };
  const { policy, faults: own } = parsePolicyNode(root, use);
  return { policy: policy.kind === "unread" ? { ...policy, because } : policy, faults: own };
}

const isUnwritten = (source: Source) => "kind" in source && source.unwritten === true;

const placeOf = (source: Source) => "kind" in source ? { name: source.name, location: source.root.location } : { name: source.artifact, location: { artifact: source.artifact, pointer: "" } };

function distinct(faults: PolicyDocument["faults"]): PolicyDocument["faults"] {
  return faults.filter((fault, i) => faults.findIndex(({ message, location }) => message === fault.message && sameLocation(location, fault.location)) === i);
}
