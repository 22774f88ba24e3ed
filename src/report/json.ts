import type { Report } from "../audit/report.js";
import { ordered } from "./ordered.js";

/** The report as JSON has it. */
export interface JsonReport extends Report {
  readonly $schema: string;
}

/** Where the published package's copy of `rules/report.schema.json` is served; editors fetch it from there. */
const schema = "https://unpkg.com/gluelint/rules/report.schema.json";

/**
 * The JSON report, the form that `merge` and scripts read: two spaces a level, `$schema` first, a final newline. Equal reports
 * give equal bytes, however their objects were put together: known keys stand in the order of the schema, the rest (the
 * user's own, under `environment`) by code unit. A lone surrogate is written as its escape, so that the text stays valid UTF-8.
 * Source: `rules/report.schema.json`.
 */
export function json(report: Report): string {
  return `${JSON.stringify(ordered(jsonReport(report)), undefined, 2)}\n`;
}

/** The report with its schema. */
export const jsonReport = (report: Report): JsonReport => ({ $schema: schema, ...report });
