import { removing } from "../text/mend.js";
import { below } from "../text/location.js";
import { itemsOf, propertyOf, stringOf, type Node } from "../text/node.js";
import type { Remark, Reviewer } from "./review.js";

/** What is there and says nothing: an empty `Sid`, `Condition`, operator, or list of values. What IAM refuses is not among it. */
export const empties: Reviewer = ({ policies }) => policies.flatMap(({ node }) => itemsOf(propertyOf(node, "Statement")).flatMap((statement) => {
  const sid = propertyOf(statement, "Sid");
  return [...(stringOf(sid) === "" && sid ? [emptyAt(sid, "`Sid`")] : []), ...emptyConditions(propertyOf(statement, "Condition"), "`Condition`")];
}));

/** Down to the lists of values, which alone change what the statement means. */
function emptyConditions(node: Node | undefined, name: string): readonly Remark[] {
  if (node?.kind === "list") return node.items.length > 0 ? [] : [{ ...emptyAt(node, `the list of values of ${name}`), message: `the list of values of ${name} is empty, and no value is met by none`, mends: [] }];
  if (node?.kind !== "map") return [];
  return node.entries.length === 0 ? [emptyAt(node, name)] : node.entries.flatMap(({ key, value }) => emptyConditions(value, `\`${key}\``));
}

const emptyAt = (node: Node, name: string): Remark => ({ message: `${name} is empty`, location: below(node.location), about: name, mends: [removing(node.location)] });
