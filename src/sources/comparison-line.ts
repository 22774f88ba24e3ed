import { itemsOf, type Node } from "../text/node.js";
import { nodeOf } from "../text/plain-node.js";
import { comparedKinds, type ComparedKind } from "./comparison.js";

/** One line of `compare --batch`, checked but for what its policies say. */
export interface ComparisonLine {
  readonly kind: "line";
  readonly id: string | number | undefined;
  readonly existing: readonly Node[];
  readonly changed: readonly Node[];
  readonly type: ComparedKind | undefined;
}

export interface BadComparisonLine {
  readonly kind: "error";
  readonly id: string | number | undefined;
  readonly message: string;
}

/** Reads one line; total: whatever is wrong with it comes back as a sentence. */
export function readComparisonLine(text: string): ComparisonLine | BadComparisonLine {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch (error) {
    return bad(undefined, `this is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const fields = new Map(typeof line === "object" && line !== null && !Array.isArray(line) ? Object.entries(line) : []);
  const given: unknown = fields.get("id");
  const id = typeof given === "string" || typeof given === "number" ? given : undefined;
  const type = comparedKinds.find((kind) => kind === fields.get("type"));
  if (fields.has("type") && type === undefined) return bad(id, `\`type\` must be one of ${comparedKinds.join(", ")}`);
  const missing = ["existing", "new"].find((name) => typeof fields.get(name) !== "object" || fields.get(name) === null);
  if (missing !== undefined) return bad(id, `\`${missing}\` must be a policy, or a list of them`);
  const policiesAt = (name: string) => itemsOf(nodeOf(fields.get(name), { artifact: name, pointer: "" }));
  return { kind: "line", id, existing: policiesAt("existing"), changed: policiesAt("new"), type };
}

const bad = (id: BadComparisonLine["id"], message: string): BadComparisonLine => ({ kind: "error", id, message });
