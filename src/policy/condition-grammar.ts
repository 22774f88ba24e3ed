import { nearest } from "../text/nearest.js";
import { itemsOf, nameLocation, type Entry, type MapNode, type Node } from "../text/node.js";
import { faultAt, respelling, type GrammarFault } from "./grammar-fault.js";
import { operators } from "./operators.js";

/**
 * What IAM refuses about a `Condition`: it is an object of operators, each an object of keys, each with one value or a list.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionFaults(condition: Node | undefined): readonly GrammarFault[] {
  if (condition === undefined) return [];
  if (condition.kind !== "map") return [faultAt(condition, "a condition is an object of operators, as in `{ \"StringEquals\": { \"aws:SourceAccount\": \"…\" } }`")];
  return condition.entries.flatMap((entry) => {
    const operands = entry.value;
    if (operands.kind !== "map") return [faultAt(operands, `\`${entry.key}\` must hold an object of context keys and values`)];
    const unknown = operands.entries.length > 0 && !isOperator(entry.key);
    return [
      ...(unknown ? [unknownOperator(condition, entry)] : []),
      ...operands.entries.flatMap((operand) => itemsOf(operand.value)).filter((value) => value.kind !== "scalar" || value.value === null)
        .map((value) => faultAt(value, "the value of a condition must be a string, a number or a boolean")),
    ];
  });
}

/** Whether IAM knows the condition operator, with its `ForAllValues:` or `ForAnyValue:` and its `IfExists`. */
function isOperator(text: string): boolean {
  const name = text.replace(/^(ForAllValues|ForAnyValue):/, "");
  return name === "Null" || operators.has(name.replace(/IfExists$/, ""));
}

function unknownOperator(condition: MapNode, entry: Entry): GrammarFault {
  const { key: text } = entry;
  const meant = nearest(text, [...operators.keys(), "Null"]);
  const location = nameLocation(condition, entry);
  return { kind: "grammar", message: `\`${text}\` is no condition operator${meant ? `: did you mean \`${meant}\`?` : ""}`, location, ...(meant !== undefined && { mends: [respelling(location, text, meant)] }) };
}
