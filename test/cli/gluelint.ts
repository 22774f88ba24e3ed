import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Report } from "../../src/audit/report.js";

export const root = resolve(import.meta.dirname, "../..");

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line in a folder. */
export function gluelint(cwd: string, ...args: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "dist/gluelint.cjs"), ...args], { cwd, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" }, maxBuffer: 64 * 1024 * 1024 });
  return { code: status, stdout, stderr };
}

/** Runs `check` on the day on which the facts were read, and reads its JSON report. */
export function checked(cwd: string, ...args: readonly string[]): Run & { readonly report: Report } {
  const run = gluelint(cwd, "check", "--format", "json", "--now", "2026-11-22", ...args);
  return { ...run, report: JSON.parse(run.stdout) as Report };
}

/** A new folder with these files in it, by their paths. */
export function folder(files: Readonly<Record<string, string | Buffer>>): string {
  const path = mkdtempSync(join(tmpdir(), "gluelint-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}
