import type { Simulated } from "../subject/environment.js";
import { itemsOf, propertyOf, stringOf, textsOf, type Node } from "../text/node.js";

/** The answers of IAM's simulator that a snapshot keeps; undefined where it was not asked. */
export function simulatedIn(list: Node | undefined): readonly Simulated[] | undefined {
  return list && itemsOf(list).flatMap((node): readonly Simulated[] => {
    const [role, action, resource, decision, refusedBy] = ["role", "action", "resource", "decision", "refusedBy"].map((key) => stringOf(propertyOf(node, key)));
    if (role === undefined || action === undefined || resource === undefined || !isDecision(decision)) return [];
    return [{ role, action, resource, decision, context: contextIn(propertyOf(node, "context")), missingContext: textsOf(propertyOf(node, "missingContext")), matched: textsOf(propertyOf(node, "matched")), ...((refusedBy === "organization" || refusedBy === "boundary") && { refusedBy }) }];
  });
}

const isDecision = (text: string | undefined): text is Simulated["decision"] => text === "allowed" || text === "explicitDeny" || text === "implicitDeny";

function contextIn(node: Node | undefined): Simulated["context"] {
  const entries = node?.kind === "map" ? node.entries : [];
  return Object.fromEntries(entries.map(({ key, value }) => [key, value.kind === "list" ? textsOf(value) : stringOf(value) ?? ""]));
}
