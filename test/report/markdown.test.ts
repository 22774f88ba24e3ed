import fc from "fast-check";
import { lexer, walkTokens, type Token } from "marked";
import { describe, expect, test } from "vitest";
import { markdown } from "../../src/report/markdown.js";
import { aFailure, aFinding, aFullReport, anOpen, aPlace, aRelated, aReport, many } from "./a-report.js";
import { anyText } from "./any-text.js";

/** Every token of the text as GitHub reads it. */
function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  void walkTokens(lexer(text, { gfm: true }), (token) => void tokens.push(token));
  return tokens;
}

/** The markup in the text that none of ours is. */
function smuggled(text: string): readonly string[] {
  const markup = tokensOf(text).flatMap((token) => token.type === "html" ? token.raw.match(/<[^>]*>/g) ?? [] : []);
  const links = tokensOf(text).flatMap((token) => token.type === "link" || token.type === "image" ? [token.raw] : []);
  return [...markup.filter((tag) => !/^<(\/?(details|summary|code)|!-- (gluelint )?--)>$/.test(tag)), ...links.filter((link) => link !== `<${aFinding().source}>`)];
}

describe("the comment", () => {
  test("answers first, then counts, then says how each compute stands", () =>
    expect(markdown(aFullReport()).split("\n").slice(0, 8)).toEqual([
      "<!-- gluelint -->", "### ❌ guzzle-glue will fail", "", "1 error, 1 warning, 1 note · 1 proved, 2 refuted, 1 open · 1 not looked at", "",
      "| | compute or role | documented | will fail | open | cost |", "| --- | --- | ---: | ---: | ---: | --- |", "| ❌ | <code>guzzle-glue</code> | 1 of 4 | 2 | 1 |  |",
    ]));
  test.each([
    ["nothing is wrong", { proved: 4, open: 0, failing: 0 }, "### ✅ All that is demanded of the one compute or role is proved"],
    ["something is open", { proved: 3, open: 1, failing: 0 }, "### ❔ Nothing is refuted, but not everything is known of etl"],
    ["something fails", { proved: 3, open: 0, failing: 1 }, "### ❌ etl will fail"],
  ])("where %s its headline says so", (_, counts, headline) => {
    const { summary } = aReport();
    expect(markdown(aReport({ summary: { ...summary, subjects: [{ subject: "etl", demanded: 4, ...counts }] } })).split("\n")[1]).toBe(headline);
  });
  test.each([["nothing was judged", aReport(), "### ❔ No compute and no job role was judged"], ["something could not be looked at", aReport({ failures: [aFailure()] }), "### ❔ 1 thing could not be looked at"]])(
    "where %s nothing is green", (_, report, headline) => expect(markdown(report).split("\n")[1]).toBe(headline));
  test("a fault unfolds to its place, its lines, the refused request, why and what to do", () => {
    const text = markdown(aReport({ findings: [aFinding({ location: aPlace(), related: [aRelated()] })] }));
    expect(text).toContain("<details><summary>❌ the role cannot write datastore 0</summary>\n\n`iam/glue.json:5:17` · `job-role-can-write-datastores` · <https://docs.aws.amazon.com/glue/latest/dg/create-service-policy.html>\n");
    expect(text).toContain('```text\n4 |       "Effect": "Allow",\n5 |       "Action": "s3:GetObject",\n  |                 ^^^^^^^^^^^^^^\n```');
    expect(text).toContain("- **refused** `s3:PutObject` on `arn:aws:s3:::sales-lake/a`\n- **why** The job writes its output there.\n- **fix** Allow s3:PutObject on the datastore's objects.\n- **see** `iam/boundary.json:9` this statement denies it\n");
  });
  test("what is open is said once, what is waived with its reason, and neither is to mend", () => {
    const text = markdown(aReport({ findings: [anOpen(), anOpen(), aFinding({ waived: { reason: "moves", owner: "data", until: "2027-01-31" } })] }));
    expect(text.match(/hangs on `aws:SourceVpc`/g)).toHaveLength(1);
    expect(text).toContain("- the role cannot write datastore 0 (`job-role-can-write-datastores`): moves, data until 2027-01-31");
    expect(text).not.toContain("What to mend");
  });
});

describe("GitHub's 65,536 characters", () => {
  test.each([1, 50, 6000])("%d findings have room, or are counted", (count) => {
    const text = markdown(many(count));
    const shown = text.match(/^<details>/gm)?.length ?? 0;
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(shown + Number(/_(\d+) more have no room/.exec(text)?.[1] ?? 0)).toBe(count);
    expect(text.match(/<\/details>/g)).toHaveLength(shown);
  });
  test("whatever is too long leaves room for the rest to be counted", () => {
    const findings = [aFinding({ message: "x".repeat(70_000) }), ...Array.from({ length: 9 }, (_, nth) => anOpen({ message: `${nth}`.repeat(20_000) }))];
    const text = markdown(aReport({ findings, failures: Array.from({ length: 5000 }, () => aFailure()) }));
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect([...text.matchAll(/_(\d+) more have no room/g)].length).toBe(3);
  });
});

describe("the user's text stays text", () => {
  test.each([
    ["a script", "`<script>alert(1)</script>` <script>", "`<script>alert(1)</script>` \\<script\\>"], ["a bar", "`a|b` c|d", "`a|b` c\\|d"], ["a link", "[x](https://evil.example)", "\\[x\\]\\(https:<!-- -->//evil.example\\)"],
    ["a mention", "@team #1", "@<!-- -->team \\#<!-- -->1"], ["a line feed", "a\n\n# b", "a \\#<!-- --> b"], ["a backtick that nothing closes", "a ` b", "a \\` b"],
  ])("%s", (_, why, prose) => expect(markdown(aReport({ findings: [aFinding({ why })] }))).toContain(`- **why** ${prose}\n`));
  test.each([["a bar", "a|b", "a&#124;b"], ["a bar behind a backslash", "a\\|[b](c)", "a&#92;&#124;&#91;b&#93;&#40;c&#41;"], ["a name", "etl_v1.yml", "etl&#95;v1&#46;yml"]])("in a table: %s", (_, subject, cell) =>
    expect(markdown(aReport({ summary: { ...aReport().summary, subjects: [{ subject, demanded: 1, proved: 1, open: 0, failing: 0, ceiling: { hung: 211.2, withRetries: 844.8 } }] } }))).toContain(`| ✅ | <code>${cell}</code> | 1 of 1 | 0 | 0 | ceiling $211 hung, $845 with retries |`));
  test("a fence in the lines of a file ends no frame", () => {
    const frame = { startLine: 5, text: "````\n</details>" };
    expect(markdown(aReport({ findings: [aFinding({ location: aPlace({ frame, startLine: 9, endLine: 9 }) })] }))).toContain("`````text\n5 | ````\n6 | </details>\n`````");
  });
  test("whatever the texts, no markup and no link gets through", () => {
    const nasty = fc.oneof(anyText, fc.array(fc.constantFrom("`", "``", "|", "<script>", "</details>", "\n", "\n\n", "    ", "- ", "# ", "[a](b)", "![", "](", "<http://x.example>", "https://x.example", "www.x.example", "a@x.example", "*", "_", "~~", "&lt;", "\\", "$", "a"), { maxLength: 10 }).map((parts) => parts.join("")));
    fc.assert(fc.property(nasty, nasty, nasty, (a, b, c) => {
      const report = aReport({
        summary: { ...aReport().summary, subjects: [{ subject: a, demanded: 1, proved: 0, open: 0, failing: 1 }] },
        findings: [aFinding({ message: a, why: b, fix: c, rule: b, location: aPlace({ artifact: c, frame: { startLine: 4, text: a } }), related: [aRelated({ message: b })] }), anOpen({ message: c }), aFinding({ message: b, waived: { reason: a, owner: c, until: b } })],
        failures: [{ artifact: b, message: a }],
      });
      expect(smuggled(markdown(report))).toEqual([]);
    }), { numRuns: 1000 });
  });
});
