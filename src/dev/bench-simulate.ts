import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { goal, interleaved, medianOf } from "./bench-runs.js";
import { roleWorld } from "./bench-role.js";

const lines = 100_000;

/** Lines per second of `simulate --batch`, from a file to nowhere, the start of Node included. */
export function simulateBench(): string {
  const folder = mkdtempSync(join(tmpdir(), "gluelint-bench-"));
  try {
    const file = join(folder, "batch.jsonl");
    const { documents, requests } = roleWorld();
    writeFileSync(file, Array.from({ length: lines }, (_, id) => `${JSON.stringify({ id, request: requests[id % requests.length], ...(id === 0 && { policies: { identity: documents } }) })}\n`).join(""));
    const [took = NaN] = interleaved([["dist/gluelint.cjs", "simulate", "--batch", file]], 7).map(medianOf);
    const perSecond = lines / took * 1000;
    return `simulate --batch: ${lines.toLocaleString("en")} lines, median of 7 runs, start to finish\n  lines per second               ${Math.round(perSecond).toLocaleString("en").padStart(9)}   ${goal("50,000", perSecond >= 50_000)}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
