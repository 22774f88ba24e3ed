import { readdirSync, readFileSync } from "node:fs";
import type { Decision, Line } from "./line.js";

/** A case of `fixtures/decisions`: a simulate line with what AWS's documentation says about it. */
export interface DecisionCase extends Line {
  readonly id: string;
  /** The page that says so. */
  readonly source: string;
  /** What is not documented, measured, or a choice of ours. */
  readonly note?: string;
  readonly expect: Decision;
}

const folder = new URL("../../fixtures/decisions/", import.meta.url);

/** Every case, in the order of files and lines. */
export const decisionCases: readonly DecisionCase[] = readdirSync(folder)
  .filter((name) => name.endsWith(".jsonl"))
  .sort()
  .flatMap((name) => readFileSync(new URL(name, folder), "utf8").split("\n"))
  .filter((line) => line !== "")
  .map((line) => caseOf(JSON.parse(line)));

function caseOf(value: unknown): DecisionCase {
  if (!isCase(value)) throw new Error(`no decision case: ${JSON.stringify(value).slice(0, 200)}`);
  return value;
}

function isCase(value: unknown): value is DecisionCase {
  return (
    typeof value === "object" && value !== null && "request" in value && "policies" in value &&
    "id" in value && typeof value.id === "string" &&
    "source" in value && typeof value.source === "string" && value.source.startsWith("https://") &&
    "expect" in value && typeof value.expect === "string" &&
    ["allowed", "implicitDeny", "explicitDeny"].includes(value.expect)
  );
}
