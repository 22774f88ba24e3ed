import { schemaMessage } from "../text/schema-message.js";
import type { Report } from "./report.js";
import { schemas } from "./report-validator.generated.js";

/** Reads a JSON report; what comes back for any other text is what is wrong with it, in one sentence. */
export function readReport(text: string): Report | string {
  const value = parsed(text.replace(/^\uFEFF/, ""));
  if (value === undefined) return "it is no JSON";
  if (!isReport(value)) return `it is no JSON report of gluelint: ${faultOf(value)}`;
  const { shard } = value;
  return shard !== undefined && shard.index > shard.count ? `it says that it is shard ${shard.index} of ${shard.count}` : value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isReport = (value: unknown): value is Report => schemas["report"]?.(value).length === 0;

function faultOf(value: unknown): string {
  const [error] = schemas["report"]?.(value) ?? [];
  return error === undefined ? "" : `${error.instancePath === "" ? "" : `at ${error.instancePath} `}${schemaMessage(error)}`;
}
