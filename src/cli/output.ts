import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Report } from "../audit/report.js";
import { isSystemError } from "./system-error.js";
import type { CheckOptions, Misunderstood } from "./options.js";
import { paintFor } from "./terminal.js";

/** A format, and the file it goes to; without one, to stdout. */
export interface Output {
  readonly format: Format;
  readonly file: string | undefined;
}

type Format = (typeof formats)[number];

const formats = ["stylish", "json", "sarif", "junit"] as const;

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

/** Writes every output; what comes back is why one of them could not be written. */
export async function write(report: Report, outputs: readonly Output[], options: CheckOptions): Promise<string | undefined> {
  for (const { format, file } of outputs) {
    const text = await render(report, format, file, options);
    if (file === undefined) {
      process.stdout.write(text);
      continue;
    }
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      return `${file}: ${error.message}`;
    }
  }
  return undefined;
}

async function render(report: Report, format: Format, file: string | undefined, options: CheckOptions): Promise<string> {
  switch (format) {
    case "stylish": return (await import("../report/stylish.js")).stylish(options.quiet ? errorsOnly(report) : report, paintFor(options, file));
    case "json": return (await import("../report/json.js")).json(report);
    case "sarif": return (await import("../report/sarif.js")).sarif(report, { open: options.sarifOpen === true, full: options.sarifFull === true });
    case "junit": return (await import("../report/junit.js")).junit(report);
  }
}

const errorsOnly = (report: Report): Report => ({ ...report, findings: report.findings.filter(({ level, verdict }) => level === "error" && verdict === "fail"), skipped: [] });
