import type { Parser } from "../../src/text/document.js";
import { regionOf, textAt } from "../../src/text/region.js";

/** The faults that a reader finds, one line each: `line:column pointer «guilty text» message`. */
export function told(parse: Parser, text: string): readonly string[] {
  const document = parse("file", text);
  return document.faults.map(({ location, message }) => {
    const { startLine, startColumn } = regionOf(document, location);
    return `${startLine}:${startColumn} ${location.pointer} «${textAt(document, location)}» ${message}`;
  });
}
