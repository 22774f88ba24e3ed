import type { UnreadPolicy } from "../policy/policy.js";
import { textOf } from "../templates/values.js";
import { itemsOf, propertyOf, type Node } from "../text/node.js";
import type { Held } from "./alternatives.js";
import type { PolicyNode } from "./assemble.js";
import { settledPolicy } from "./uncertain-policy.js";
import type { Among } from "./uncertain-statement.js";

/** The policy document that stands inside a larger text. What nobody knows before the stack is made may say anything. */
export function policyNode(name: string, document: Node, held: readonly Held[] = [], among?: Among): PolicyNode | UnreadPolicy {
  const root = settledPolicy(document, held, among);
  if (root !== undefined) return { kind: "node", name, root };
  return { kind: "unread", location: document.location, because: `\`${textOf(document) ?? name}\`, which is not known before the stack is made` };
}

/** Whether a trust policy names Glue, for all one can see. */
export function isForGlue(trust: Node | undefined): boolean {
  return itemsOf(propertyOf(trust, "Statement")).some((statement) => itemsOf(propertyOf(propertyOf(statement, "Principal"), "Service")).some((service) => textOf(service)?.startsWith("glue.") === true));
}
