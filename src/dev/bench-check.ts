import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { goal, interleaved, medianOf, milliseconds } from "./bench-runs.js";

const times = 41;
const policy = "fixtures/clean/iam/documented.json";
const check = (files: readonly string[]) => [
  "dist/gluelint.cjs", "check", "--no-config", ...files,
  "--role", "arn:aws:iam::123456789012:role/guzzle-glue", "--region", "ap-southeast-1", "--datastore", "sales-lake", "--shared-storage", "guzzle-shared",
];

/** How long the built command line takes from start to finish: beside Node alone, and with a hundred policies beside one. */
export function checkBench(): string {
  const folder = mkdtempSync(join(tmpdir(), "gluelint-bench-"));
  try {
    const copies = Array.from({ length: 100 }, (_, i) => join(folder, `policy-${i + 1}.json`));
    copies.forEach((copy) => copyFileSync(policy, copy));
    const [node = NaN, one = NaN, many = NaN] = interleaved([["-e", "0"], check([policy]), check(copies)], times).map(medianOf);
    return [
      `check: median of ${times} runs, interleaved, start to finish`,
      `  node -e 0                      ${milliseconds(node)}`,
      `  gluelint check, 1 policy       ${milliseconds(one)}   ${(one / node).toFixed(2)} times node -e 0; ${goal("at most 2.5", one / node <= 2.5)}`,
      `  gluelint check, 100 policies   ${milliseconds(many)}   ${(many - one).toFixed(1)} ms more than 1 policy; ${goal("at most 150", many - one <= 150)}`,
    ].join("\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
}
