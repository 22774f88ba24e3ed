import type { Compare } from "./compare-string.js";

/** Whether a text means true; everything else reads as false (seen on IAM's simulator). */
export function isTrue(text: string): boolean {
  return text.toLowerCase() === "true";
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Boolean */
export const compareBool: Compare = (written, asked) => isTrue(written) === isTrue(asked);

/**
 * The bytes that both base64 texts stand for.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_BinaryEquals
 */
export const compareBinary: Compare = (written, asked) =>
  isBase64(written) && isBase64(asked) && Buffer.from(written, "base64").equals(Buffer.from(asked, "base64"));

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}
