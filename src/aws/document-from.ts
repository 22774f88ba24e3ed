/**
 * A policy document as IAM sends it, as JSON: IAM encodes it after RFC 3986. A text that is no JSON stays one, for the reader
 * of policies to tell what is wrong with it.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html
 */
export function documentFrom(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  const decoded = /^\s*\{/.test(text) ? text : decodeURIComponent(text);
  try {
    const value: unknown = JSON.parse(decoded);
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) return decoded;
    throw error;
  }
}
