import fc from "fast-check";

/** Any text that may come out of a file: every code unit, lone surrogates and control characters included, and the markup that hurts. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.array(fc.constantFrom("]]>", "<!--", "</failure>", "&amp;", "&#0;", '"', "'", "\u0000", "\u001b[31m", "\ud800", "\udc00", "\ufffe", "\r\n", "\t", " ", "[x](1)", "{0}", "..", "/", ":", "%", "#", "a"), { maxLength: 8 }).map((parts) => parts.join("")),
);
