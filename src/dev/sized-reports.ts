import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readReport } from "../audit/read-report.js";
import type { Finding, Report } from "../audit/report.js";
import { json } from "../report/json.js";

/**
 * Writes JSON reports of some sizes for the validators: the showcase's proved findings over and over, each at a line of its
 * own. Usage: tsx src/dev/sized-reports.ts FOLDER COUNT…, which writes FOLDER/COUNT.json.
 */
const [folder = ".", ...counts] = process.argv.slice(2);
const showcase = readReport(await readFile("reports/showcase.json", "utf8"));
if (typeof showcase === "string") throw new Error(showcase);
await mkdir(folder, { recursive: true });
await Promise.all(counts.map((count) => writeFile(join(folder, `${count}.json`), json(sized(showcase, Number(count))))));

function sized(report: Report, count: number): Report {
  const faults = report.findings.filter(({ verdict }) => verdict === "fail");
  const findings = Array.from({ length: count }, (_, nth) => faults.slice(nth % faults.length).slice(0, 1).map((finding) => moved(finding, nth))).flat();
  const counted = (level: Finding["level"]) => findings.filter((finding) => finding.level === level).length;
  return {
    ...report, findings, passes: [], notApplicable: [],
    summary: { ...report.summary, errors: counted("error"), warnings: counted("warning"), notes: counted("note"), proved: 0, refuted: count, open: 0, notApplicable: 0, subjects: [] },
  };
}

function moved(finding: Finding, nth: number): Finding {
  const { location } = finding;
  const [startLine, endLine] = [location.startLine + nth, location.endLine + nth];
  return { ...finding, fingerprint: nth.toString(16).padStart(16, "0"), location: { ...location, startLine, endLine, frame: { ...location.frame, startLine: location.frame.startLine + nth }, lineHash: `${nth.toString(16)}:1` } };
}
