import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { interleaved, medianOf } from "./bench-runs.js";

// Prints how long the built command line takes beside Node alone, and with many policies beside one; and which goals are met.

const times = 41;
/** How many times as long as Node alone one policy may take, and how many milliseconds more a hundred. */
const goals = { timesNode: 2.5, moreForMany: 150 };

const policy = "fixtures/clean/iam/documented.json";
const check = (files: readonly string[]) => [
  "dist/gluelint.cjs", "check", "--no-config", ...files,
  "--role", "arn:aws:iam::123456789012:role/guzzle-glue", "--region", "ap-southeast-1", "--datastore", "sales-lake", "--shared-storage", "guzzle-shared",
];

const folder = mkdtempSync(join(tmpdir(), "gluelint-bench-"));
try {
  const copies = Array.from({ length: 100 }, (_, i) => join(folder, `policy-${i + 1}.json`));
  copies.forEach((copy) => copyFileSync(policy, copy));
  const [node = NaN, one = NaN, many = NaN] = interleaved([["-e", "0"], check([policy]), check(copies)], times).map(medianOf);

  const [ratio, more] = [one / node, many - one];
  const verdict = (met: boolean) => met ? "met" : "NOT met";
  console.log([
    `median of ${times} runs, interleaved, start to finish`,
    "",
    `node -e 0                      ${shown(node)}`,
    `gluelint check, 1 policy       ${shown(one)}   ${ratio.toFixed(2)} times node -e 0`,
    `gluelint check, 100 policies   ${shown(many)}   ${more.toFixed(1)} ms more than 1 policy`,
    "",
    `goal: at most ${goals.timesNode} times node -e 0: ${verdict(ratio <= goals.timesNode)}`,
    `goal: at most ${goals.moreForMany} ms more for 100 policies than for 1: ${verdict(more <= goals.moreForMany)}`,
  ].join("\n"));
} finally {
  rmSync(folder, { recursive: true });
}

function shown(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`.padStart(9);
}
