import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/audit/report.js";
import { github } from "../../src/report/github.js";
import { aFailure, aFinding, aFullReport, anOpen, aPlace, aRelated, aReport, many } from "./a-report.js";
import { anyText } from "./any-text.js";

const linesOf = (report: Report) => github(report).trimEnd().split("\n");
const commandsOf = (report: Report, name: string) => linesOf(report).filter((line) => line.startsWith(`::${name} `));

/** A workflow command as the runner reads it: properties, then the message, each unescaped. Source: https://github.com/actions/runner, ActionCommand.cs */
function read(line = ""): { readonly command: string; readonly properties: Readonly<Record<string, string>>; readonly message: string } {
  const [, command = "", list = "", message = ""] = /^::(\w+) (.*?)::(.*)$/s.exec(line) ?? [];
  const data = (text: string) => text.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
  const property = (text: string) => data(text.replaceAll("%3A", ":").replaceAll("%2C", ","));
  return { command, message: data(message), properties: Object.fromEntries(list.split(",").map((pair) => [pair.slice(0, pair.indexOf("=")), property(pair.slice(pair.indexOf("=") + 1))])) };
}

describe("an annotation", () => {
  test("has file, lines, column and title; the message says what is wrong, what is refused, what to do and who says so", () =>
    expect(linesOf(many(1))[0]).toBe("::error file=iam/glue.json,line=5,endLine=5,col=17,title=The job role can write the datastores::the role cannot write datastore 0%0ARefused: s3:PutObject on arn:aws:s3:::sales-lake/a%0AAllow s3:PutObject on the datastore's objects.%0Ajob-role-can-write-datastores: https://docs.aws.amazon.com/glue/latest/dg/create-service-policy.html"));
  test.each([["error", "error"], ["warning", "warning"], ["note", "notice"]] as const)("of level %s is a %s", (level, command) =>
    expect(read(linesOf(aReport({ findings: [aFinding({ level })] }))[0]).command).toBe(command));
  test("what spans several lines has no column, which the runner would drop", () =>
    expect(Object.keys(read(linesOf(aReport({ findings: [aFinding({ location: aPlace({ endLine: 7 }) })] }))[0]).properties)).toEqual(["file", "line", "endLine", "title"]));
  test("where no reader can open the artifact the first related place stands in, and else none", () => {
    const location = aPlace({ artifact: "arn:aws:iam::123456789012:role/x" });
    expect(read(linesOf(aReport({ findings: [aFinding({ location, related: [aRelated()] })] }))[0]).properties["file"]).toBe("iam/boundary.json");
    expect(read(linesOf(aReport({ findings: [aFinding({ location })] }))[0]).properties["file"]).toBeUndefined();
  });
  test("commas, colons, percent signs and line feeds of the user's are none of the command's", () => {
    const texts = { title: "a,b:c=d::e%2Cf", message: "a\r\nb::c%0Ad", artifact: "iam/a,b:c%.json" };
    const { properties, message } = read(linesOf(aReport({ findings: [aFinding({ ...texts, location: aPlace({ artifact: texts.artifact }) })] }))[0]);
    expect([properties["title"], properties["file"], message.startsWith(`${texts.message}\n`)]).toEqual([texts.title, texts.artifact, true]);
  });
  test("what could not be looked at is an error", () =>
    expect(linesOf(aReport({ failures: [aFailure()] }))[0]).toBe("::error title=Could not be looked at::iam/gone.json: could not read `iam/gone.json`: it vanished"));
  test("what is open or waived is in the counts alone", () =>
    expect(linesOf(aReport({ findings: [anOpen(), aFinding({ waived: { reason: "r", owner: "o", until: "2027-01-31" } })] }))).toEqual(["gluelint: no problems · 0 proved, 0 refuted, 0 open · 1 waived"]));
  test("the last line counts", () => expect(linesOf(aFullReport()).at(-1)).toBe("gluelint: 1 error, 1 warning, 1 note · 1 proved, 2 refuted, 1 open · 1 not looked at"));
});

describe("GitHub's ten of a kind", () => {
  test("ten have room", () => expect(linesOf(many(10)).filter((line) => !line.startsWith("::error "))).toHaveLength(1));
  test.each([11, 6000])("of %d the tenth says how many more, and they follow as lines", (count) => {
    const lines = linesOf(many(count));
    const errors = lines.filter((line) => line.startsWith("::error "));
    expect([errors.length, read(errors[9]).properties["title"]]).toEqual([10, `gluelint: ${count - 9} more`]);
    expect(read(errors[9]).message).toContain(`${count - 9} of ${count} errors`);
    const group = lines.slice(lines.indexOf(`::group::${count - 9} more`) + 1, lines.indexOf("::endgroup::"));
    expect([group.length, group[0]]).toEqual([count - 9, "error iam/glue.json:14:17 the role cannot write datastore 9"]);
  });
  test("no command of the user's is one in those lines", () => {
    const lines = linesOf(aReport({ findings: Array.from({ length: 11 }, (_, nth) => aFinding({ message: "x ##[add-mask]y\n::add-mask::y" }, nth)) }));
    expect(lines.slice(lines.indexOf("::group::2 more") + 1, -2)).toEqual(["error iam/glue.json:14:17 x ## [add-mask]y", "error iam/glue.json:15:17 x ## [add-mask]y"]);
  });
  test("each kind has ten of its own", () => {
    const report = aReport({ findings: [...many(10).findings, ...many(12).findings.map((finding) => ({ ...finding, level: "warning" as const }))] });
    expect([commandsOf(report, "error").length, commandsOf(report, "warning").length]).toEqual([10, 10]);
  });
});

test("whatever the texts, each annotation is one line that the runner reads back, and no other line is a command", () => {
  fc.assert(fc.property(anyText, anyText, anyText, (message, title, artifact) => {
    const report = aReport({ findings: Array.from({ length: 11 }, (_, nth) => aFinding({ message, title, location: aPlace({ artifact }), related: [] }, nth)) });
    const lines = github(report).trimEnd().split(/[\r\n]/);
    expect(lines.map((line) => /^\s*::(\w+)/.exec(line)?.[1] ?? "")).toEqual([...Array.from({ length: 10 }, () => "error"), "group", "", "", "endgroup", ""]);
    expect(lines.filter((line) => line.includes("##[") && !line.startsWith("::"))).toEqual([]);
    const { properties, message: said } = read(lines[0]);
    const formed = (text: string) => text.replace(/\p{Surrogate}/gu, "\uFFFD");
    expect([properties["title"], said.startsWith(formed(message))]).toEqual([formed(title), true]);
  }), { numRuns: 300 });
});
