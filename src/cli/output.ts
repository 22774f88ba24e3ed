import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Report } from "../audit/report.js";
import { acrossEnvironments, inEnvironments } from "../report/in-environments.js";
import { isSystemError } from "./system-error.js";
import type { CheckOptions, Misunderstood } from "./options.js";
import { paintFor } from "./terminal.js";

/** A format, and the file it goes to; without one, to stdout. */
export interface Output {
  readonly format: Format;
  readonly file: string | undefined;
}

/** The flags that change how a report is written. */
export type OutputOptions = Pick<CheckOptions, "sarifOpen" | "sarifFull" | "sarifWaived" | "quiet" | "color">;

type Format = (typeof formats)[number];

/** The formats of reports, as `--format` names them. */
export const formats = ["stylish", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "html"] as const;

/** What `--format name[:file]` asks for, or what is wrong with it. At most one format can have the terminal. */
export function outputsFrom(texts: readonly string[]): readonly Output[] | Misunderstood {
  const outputs = texts.map((text) => { const [, name = "", file] = /^([^:]*)(?::(.*))?$/s.exec(text) ?? []; return { text, format: formats.find((format) => format === name), file }; });
  const toStdout = outputs.filter(({ file }) => file === undefined);
  const lines = [
    ...outputs.filter(({ format }) => format === undefined).map(({ text }) => `--format ${text}: the formats are ${formats.join(", ")}, each with an optional :file`),
    ...outputs.filter(({ file }) => file === "").map(({ text }) => `--format ${text}: name a file behind the colon`),
    ...(toStdout.length > 1 ? [`--format ${toStdout.map(({ text }) => text).join(", ")}: only one report can go to the terminal: give the others a file`] : []),
  ];
  return lines.length > 0 ? { lines } : outputs.flatMap(({ format, file }) => format ? [{ format, file }] : []);
}

/**
 * Writes every output; what comes back is why one of them could not be written. Where GitHub Actions names a file for the
 * summary of the step, the annotations bring one along.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
 */
export async function write(report: Report, outputs: readonly Output[], options: OutputOptions): Promise<string | undefined> {
  const page = process.env["GITHUB_STEP_SUMMARY"] ?? "";
  for (const { format, file } of outputs) {
    const text = await render(report, format, file, options);
    const summary = format === "github" && page !== "" ? await render(report, "markdown", page, options) : undefined;
    if (file === undefined) process.stdout.write(text);
    try {
      if (file !== undefined) written(file, text);
      if (summary !== undefined) appendFileSync(page, summary);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      return `${file ?? page}: ${error.message}`;
    }
  }
  return undefined;
}

function written(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function render(whole: Report, format: Format, file: string | undefined, options: OutputOptions): Promise<string> {
  // Whoever reads it as data reads the names there.
  const report = format === "json" || format === "jsonl" ? whole : format === "html" || format === "junit" ? inEnvironments(whole) : acrossEnvironments(whole);
  switch (format) {
    case "stylish": return (await import("../report/stylish.js")).stylish(options.quiet ? errorsOnly(report) : report, paintFor(options, file));
    case "json": return (await import("../report/json.js")).json(report);
    case "jsonl": return (await import("../report/lines.js")).lines(report);
    case "sarif": return (await import("../report/sarif.js")).sarif(report, { open: options.sarifOpen === true, full: options.sarifFull === true, waived: options.sarifWaived === true });
    case "junit": return (await import("../report/junit.js")).junit(report);
    case "github": return (await import("../report/github.js")).github(report);
    case "gitlab": return (await import("../report/gitlab.js")).gitlab(report);
    case "markdown": return (await import("../report/markdown.js")).markdown(report);
    case "html": return (await import("../html/page.js")).page(report);
  }
}

const errorsOnly = (report: Report): Report => ({ ...report, findings: report.findings.filter(({ level, verdict }) => level === "error" && verdict === "fail"), skipped: [] });
