/** What XML 1.0 cannot carry, not even as `&#27;`, lone surrogates included. Source: https://www.w3.org/TR/xml/#charsets */
const illegal = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const references: Readonly<Record<string, string>> = {
  "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;",
  // A parser turns a raw one into a space or drops it: https://www.w3.org/TR/xml/#AVNormalize and #sec-line-ends
  "\t": "&#9;", "\n": "&#10;", "\r": "&#13;",
};

const referenced = (text: string): string => references[text] ?? text;

/**
 * The text as the content of an element: markup escaped, line feeds kept, what XML 1.0 forbids left out.
 * Source: https://www.w3.org/TR/xml/#syntax (`>` too, for the sake of `]]>`).
 */
export function xmlText(text: string): string {
  return text.replace(illegal, "").replace(/[&<>\r]/g, referenced);
}

/** The text as the value of an attribute in double quotes: as `xmlText`, with line feeds and tabs as references so that they last. */
export function xmlAttribute(text: string): string {
  return text.replace(illegal, "").replace(/[&<>"'\t\n\r]/g, referenced);
}

/**
 * The text as an `xs:token` has it, not yet escaped: legal characters only, runs of white space made one space, none at the ends.
 * Two names that a reader would take for one are equal here. Source: https://www.w3.org/TR/xmlschema-2/#token
 */
export function xmlToken(text: string): string {
  return text.replace(illegal, "").replace(/\s+/gu, " ").trim();
}
