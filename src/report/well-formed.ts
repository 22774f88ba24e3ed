/**
 * The text with U+FFFD for each lone surrogate: strict readers of JSON refuse the escapes of one, and percent-encoding throws.
 * Source: https://tc39.es/ecma262/#sec-string.prototype.towellformed (the same, which the language level here does not know yet)
 */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\uFFFD");
}
