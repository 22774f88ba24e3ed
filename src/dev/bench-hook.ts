import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { goal, medianOf, milliseconds, runTime, turns } from "./bench-runs.js";

const times = 15;

/** What gluelint adds to a commit: `pre-commit run` on a small project with our hook, beside one whose hook does nothing. */
export function hookBench(): string {
  if (spawnSync("pre-commit", ["--version"]).status !== 0) return "hook: no pre-commit here (apt-get install pre-commit), so nothing was measured";
  const cwd = mkdtempSync(join(tmpdir(), "gluelint-bench-"));
  try {
    cpSync("fixtures/clean", cwd, { recursive: true });
    const configs = [["nothing.yaml", "true"], ["gluelint.yaml", `'${process.execPath}' '${resolve("dist/gluelint.cjs")}' check`]].map(([name = "", entry = ""]) => {
      writeFileSync(join(cwd, `hook-${name}`), hook(entry));
      return ["run", "--config", `hook-${name}`];
    });
    runTime("git", ["init", "-q"], cwd);
    runTime("git", ["add", "-A"], cwd);
    const [nothing = NaN, ours = NaN] = turns(configs.map((args) => () => runTime("pre-commit", args, cwd)), times).map(medianOf);
    return [
      `hook: median of ${times} runs, interleaved, start to finish; fixtures/clean in a repository`,
      `  pre-commit run, a hook that does nothing  ${milliseconds(nothing)}`,
      `  pre-commit run, gluelint                  ${milliseconds(ours)}   ${(ours - nothing).toFixed(0)} ms more; ${goal("at most 150", ours - nothing <= 150)}`,
    ].join("\n");
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/** As the hook of the whole project runs. */
const hook = (entry: string) => `repos:
  - repo: local
    hooks:
      - { id: a-hook, name: a hook, language: system, entry: "${entry}", always_run: true, pass_filenames: false }
`;
