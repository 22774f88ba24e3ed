import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { xmlAttribute, xmlText, xmlToken } from "../../src/report/xml-text.js";
import { anyText } from "./any-text.js";
import { parsedXml } from "./xml.js";

/** What is left of a text in XML 1.0. */
const legal = (text: string) => [...text].filter((character) => /[\t\n\r -\uD7FF\uE000-\uFFFD]|[\u{10000}-\u{10FFFF}]/u.test(character)).join("");

describe("text in XML", () => {
  test.each([
    ["markup is escaped", `<a b="c">&'`, `&lt;a b="c"&gt;&amp;'`, "&lt;a b=&quot;c&quot;&gt;&amp;&apos;"],
    ["the end of a CDATA section is broken", "]]>", "]]&gt;", "]]&gt;"],
    ["control characters are left out", "a\u0000b\u001b[31mc\u0008\u000b\u000c", "ab[31mc", "ab[31mc"],
    ["lone surrogates and non-characters are left out", "a\ud800b\udc00c\ufffe\uffffd", "abcd", "abcd"],
    ["pairs of surrogates stay", "🔒", "🔒", "🔒"],
    ["line feeds and tabs last in an attribute", "a\n\tb\r\n", "a\n\tb&#13;\n", "a&#10;&#9;b&#13;&#10;"],
    ["the last legal and the first illegal", "\ud7ff\ue000\ufffd\u{10ffff}", "\ud7ff\ue000\ufffd\u{10ffff}", "\ud7ff\ue000\ufffd\u{10ffff}"],
  ])("%s", (_, text, content, attribute) => expect([xmlText(text), xmlAttribute(text)]).toEqual([content, attribute]));

  test.each([["runs of white space are one space", " a \r\n\t b ", "a b"], ["nothing stays nothing", " \u0007\n", ""], ["markup stays as it is", "<a>", "<a>"]])(
    "as a token %s", (_, text, token) => expect(xmlToken(text)).toBe(token));

  test("whatever the text, a parser gets back what XML can carry of it", () => {
    fc.assert(fc.property(anyText, (text) => {
      const { text: content, attributes } = parsedXml(`<a b="${xmlAttribute(text)}">${xmlText(text)}</a>`);
      expect([content, attributes.get("b")]).toEqual([legal(text), legal(text)]);
    }), { numRuns: 1000 });
  });
});
