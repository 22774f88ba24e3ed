import type { Value } from "../text/mend.js";

/**
 * A value as it is to stand in place of another text, in the same quotes as that; undefined where the text is spelled in a way that
 * nothing can be put into, as a block of YAML. Without quotes only a text is written that YAML takes for one, and only in place of one (`isText`).
 */
export function spelledLike(text: string, value: Value, isText: boolean): string | undefined {
  if (typeof value !== "string") return String(value);
  switch (text.charAt(0)) {
    case "\"": return JSON.stringify(value);
    case "'": return /[\n\r]/.test(value) ? undefined : `'${value.replaceAll("'", "''")}'`;
    case "|": case ">": case "": return undefined;
    default: return isText && isPlain(value) ? value : JSON.stringify(value);
  }
}

/** Whether YAML reads the text as that text without quotes, wherever it stands. Source: YAML 1.2.2, sections 7.3.3 and 10.3. */
const isPlain = (text: string) => /^[A-Za-z](?:[\w./*+@=-]|:(?=[^\s,]))*$/.test(text) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text);
