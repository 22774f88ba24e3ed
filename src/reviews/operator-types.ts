import type { Kind } from "../policy/operators.js";
import type { KeyType } from "../services/service.js";
import { publishedKey } from "./condition-keys.js";
import { statementsOf, type InformedReviewer } from "./review.js";

/**
 * Operators that cannot compare values of their key's type. A true or false, an ARN and a number are texts as well, and a date may
 * be given in seconds; whatever else differs is never met.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const operatorTypes: InformedReviewer = (reviewed, services) => statementsOf(reviewed).flatMap(({ conditions }) => conditions).flatMap(({ name, operator, asks, location }) => {
  const key = publishedKey(name, services);
  if (key === undefined || asks.kind !== "compare" || comparing[key.type].includes(asks.operator.kind)) return [];
  return [{ message: `\`${operator}\` does not compare ${worded[key.type]}, and \`${name}\` is one`, location, about: `${operator} ${name}` }];
});

/** What operators of which kinds compare; keys that hold texts may hold anything that can be written as one. */
const comparing: Readonly<Record<KeyType, readonly Kind[]>> = {
  String: ["text", "arn", "number", "boolean", "date", "address", "binary"], ArrayOfString: ["text", "arn", "number", "boolean", "date", "address", "binary"],
  ARN: ["arn", "text"], ArrayOfARN: ["arn", "text"],
  Bool: ["boolean", "text"], ArrayOfBool: ["boolean", "text"],
  Numeric: ["number", "text", "date"], Date: ["date", "number"], IPAddress: ["address"],
};

const worded: Readonly<Record<KeyType, string>> = {
  String: "texts", ArrayOfString: "texts", ARN: "ARNs", ArrayOfARN: "ARNs", Bool: "true and false", ArrayOfBool: "true and false", Numeric: "numbers", Date: "dates", IPAddress: "IP addresses",
};
