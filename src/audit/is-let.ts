import type { Finding } from "./report.js";

/** Whether somebody lets the finding be: it is waived, or was here before anybody looked. It stays in the report, and fails no run. */
export function isLet({ waived, baselined }: Pick<Finding, "waived" | "baselined">): boolean {
  return waived !== undefined || baselined === true;
}
