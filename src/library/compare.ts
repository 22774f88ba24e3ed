import type { Services } from "../services/service.js";
import { comparedKinds, type ComparedKind } from "../sources/comparison.js";
import { itemsOf } from "../text/node.js";
import { nodeOf } from "../text/plain-node.js";
import { compared, faultsSaid, type ComparisonAnswer } from "./compared.js";
import type { PolicyDocument } from "./policy-document.js";
import { refuse } from "./refuse.js";

export interface CompareOptions {
  /** What the policies are attached to. Default: told by what they say. */
  readonly type?: ComparedKind | undefined;
}

/** Whether new policies grant anything that existing ones do not. */
export type Comparison = ComparisonAnswer<"noNewAccess" | "newAccess" | "open">;

/** `compare` by what AWS publishes about its services, which is asked for at the first call. */
export function comparing(services: () => Services) {
  return (existing: PolicyDocument | readonly PolicyDocument[], changed: PolicyDocument | readonly PolicyDocument[], options: CompareOptions = {}): Comparison => {
    const { type } = options;
    if (type !== undefined && !comparedKinds.includes(type)) return refuse(`\`type\` must be one of ${comparedKinds.join(", ")}`);
    const found = compared(services(), nodesOf("existing", existing), nodesOf("new", changed), type);
    switch (found.kind) {
      case "answer": return found.answer;
      case "misused": return refuse(found.message);
      case "faults": return refuse(faultsSaid(found.faults));
    }
  };
}

function nodesOf(name: string, policies: unknown) {
  return typeof policies === "object" && policies !== null ? itemsOf(nodeOf(policies, { artifact: name, pointer: "" })) : refuse(`the ${name} policy must be an object, or a list of them`);
}
