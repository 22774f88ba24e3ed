import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { data } from "../services/managed-policies.generated.js";
import { managedPoliciesOf } from "../services/managed-policies.js";
import { goal, interleaved, medianOf, milliseconds } from "./bench-runs.js";

const times = 5;
const check = (files: readonly string[], ...flags: readonly string[]) => ["dist/gluelint.cjs", "check", "--no-config", ...files, "--fail-on", "never", ...flags];

/** How long the built command line takes for a thousand different policies: those that AWS manages, each judged alone. */
export function policiesBench(): string {
  const folder = mkdtempSync(join(tmpdir(), "gluelint-bench-"));
  try {
    const managed = managedPoliciesOf(data);
    const files = managed.arns.slice(0, 1_000).map((arn, i) => {
      const file = join(folder, `${i}.json`);
      writeFileSync(file, managed.policy(arn)?.text ?? "");
      return file;
    });
    const [one = NaN, thousand = NaN, everything = NaN] = interleaved([check(files.slice(0, 1)), check(files), check(files, "--pack", "all")], times).map(medianOf);
    return [
      `policies: median of ${times} runs, interleaved, start to finish; the managed policies of AWS`,
      `  gluelint check, 1 policy                     ${milliseconds(one)}`,
      `  gluelint check, ${files.length} policies             ${milliseconds(thousand)}   ${(thousand - one).toFixed(0)} ms more than 1 policy; ${goal("at most 1000", thousand - one <= 1_000)}`,
      `  gluelint check --pack all, ${files.length} policies  ${milliseconds(everything)}`,
    ].join("\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
}
