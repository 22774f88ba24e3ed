import { rememberingTexts } from "../text/remembering.js";
import { literalPattern, patternOf, type Pattern } from "./pattern.js";
import { many, one, type Token } from "./token.js";

/**
 * The pattern of an `Action` or `NotAction` entry, to be matched against an action in lower case: neither the service nor the
 * name has regard to case.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export const actionPattern: (text: string) => Pattern = rememberingTexts((text: string) => {
  const name = text.toLowerCase();
  return /[*?\uE000]/.test(name) ? patternOf(text, tokensOf(name)) : literalPattern(text, name);
});


/** The service that an action belongs to, in lower case: `s3` of `S3:GetObject`. */
export function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(":")).toLowerCase();
}

const tokensOf = (text: string): readonly Token[] => Array.from({ length: text.length }, (_, i) => {
  const code = text.charCodeAt(i);
  return code === star ? many : code === questionMark ? one : code;
});

const star = 42;
const questionMark = 63;
