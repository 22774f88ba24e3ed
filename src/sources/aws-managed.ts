import type { ReadPolicy, UnreadPolicy } from "../policy/policy.js";
import { parsePolicyNode } from "../policy/parse.js";
import type { Location } from "../text/location.js";
import type { Node } from "../text/node.js";
import { nodeOf } from "../text/plain-node.js";

/** The policies that AWS manages, in the partition `aws`, as they were on a day. */
export interface AwsManaged {
  /** As in `2026-08-26`. */
  readonly date: string;
  readonly policy: (arn: string) => { readonly text: string } | undefined;
}

/** Whether a text may name a policy that AWS manages: only then is it worth having them. */
export const namesAwsManaged = (text: string): boolean => text.includes(":iam::aws:policy");

/**
 * What a policy says of which only the ARN is known, if AWS manages it. Nobody but AWS can change it, so all that it says stands where
 * it is named. What AWS does not have, and what another partition has under a like name, stays unread.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html
 */
export function awsManagedPolicy(unread: UnreadPolicy, arn: string, { date, policy }: AwsManaged): ReadPolicy | UnreadPolicy {
  const { location } = unread;
  const [, partition, name = ""] = /^arn:([^:]*):iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  if (partition === undefined) return unread;
  if (partition !== "aws") return { ...unread, because: `\`${arn}\`, a policy that AWS manages and whose text is known for the partition \`aws\` alone` };
  const known = policy(arn);
  if (known === undefined) return { ...unread, because: `\`${arn}\`, which is none of the policies that AWS managed on ${date}` };
  const read = parsePolicyNode(standingAt(nodeOf(JSON.parse(known.text), location), location), "identity").policy;
  return read.kind === "read" ? { ...read, managed: `the AWS managed policy \`${name}\` is as it was on ${date}` } : { ...read, because: `\`${arn}\`, an AWS managed policy that cannot be read` };
}

/** The same value, all of which stands at one place. */
function standingAt(node: Node, location: Location): Node {
  switch (node.kind) {
    case "scalar": return { ...node, location };
    case "list": return { ...node, location, items: node.items.map((item) => standingAt(item, location)) };
    case "map": return { ...node, location, entries: node.entries.map((entry) => ({ ...entry, value: standingAt(entry.value, location) })) };
  }
}
