import { describe, expect, test } from "vitest";
import { uriOf } from "../../src/report/sarif-places.js";
import { logOf, notesOf, resultsOf } from "./a-log.js";
import { aFinding, aPlace, aRelated, aReport, many } from "./a-report.js";
import { faultsOf } from "./sarif-shape.js";

describe("an artifact as a URI", () => {
  test.each([
    ["a path stays a path", "iam/glue.json", "iam/glue.json"],
    ["spaces, #, ? and % are encoded", "my iam/a#b?c%20.json", "my%20iam/a%23b%3Fc%2520.json"],
    ["other alphabets are encoded as UTF-8", "räume/役割.json", "r%C3%A4ume/%E5%BD%B9%E5%89%B2.json"],
    ["a colon in the first segment is encoded", "a:b.json", "a%3Ab.json"],
    ["brackets and backslashes are encoded", "[x]\\y.json", "%5Bx%5D%5Cy.json"],
    ["a lone surrogate is replaced", "\ud800.json", "%EF%BF%BD.json"],
    ["dots and empty segments are resolved", "./a//b/../c.json", "a/c.json"],
    ["what lies above the root stays above it", "../../a/x.json", "../../a/x.json"],
    ["nothing has no URI", "", undefined],
    ["a folder has none", "a/..", undefined],
    ["a folder above has none", "..", undefined],
    ["an absolute path has none", "/etc/x.json", undefined],
    ["an absolute path of Windows has none", "C:\\x.json", undefined],
    ["a share has none", "\\\\host\\x.json", undefined],
    ["an ARN has none", "arn:aws:iam::123456789012:role/x", undefined],
    ["an ARN in capitals has none", "ARN:aws:s3:::b/x.json", undefined],
    ["a URL has none", "s3://bucket/x.json", undefined],
  ])("%s", (_, artifact, uri) => expect(uriOf(artifact)).toBe(uri));
});

describe("places", () => {
  test("a place is relative to the root, with its region", () =>
    expect(resultsOf(many(1))[0]?.locations[0]?.physicalLocation).toEqual({ artifactLocation: { uri: "iam/glue.json", uriBaseId: "%SRCROOT%" }, region: { startLine: 5, startColumn: 17, endLine: 5, endColumn: 31 } }));
  test("where the artifact has no URI the first related place that has one stands in", () => {
    const related = [aRelated({ location: aPlace({ artifact: "arn:aws:iam::123456789012:role/x" }) }), aRelated()];
    const report = aReport({ findings: [aFinding({ location: aPlace({ artifact: "" }), related })] });
    expect(resultsOf(report)[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe("iam/boundary.json");
    expect(resultsOf(report)[0]?.relatedLocations).toMatchObject([{ id: 1, message: { text: "this statement denies it." } }]);
    expect(faultsOf(logOf(report))).toEqual([]);
  });
  test("of many related places the first hundred are shown", () =>
    expect(resultsOf(aReport({ findings: [aFinding({ related: Array.from({ length: 101 }, () => aRelated()) })] }))[0]?.relatedLocations).toHaveLength(100));
  test("where no place has a URI the finding is a notification and not a result", () => {
    const report = aReport({ findings: [aFinding({ location: aPlace({ artifact: "" }) })] });
    expect(resultsOf(report)).toEqual([]);
    expect(notesOf(report)).toMatchObject([{ level: "warning", descriptor: { id: "gluelint/left-out", index: 2 }, message: { text: expect.stringContaining("guzzle-glue") } }]);
  });
});
