import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { compared, updated } from "./mutants-page.js";
import { scoresIn, type Score } from "./mutants.js";

// Changes the sources in small ways, one after the other, and looks whether a test fails each time: docs/mutants.md tells how.

const page = "docs/mutants.md";

/** Tables of data, of which every word would be a mutant, and types. */
const left = ["src/evaluate/resource-control.ts", "src/evaluate/request.ts", "src/policy/policy.ts"];

/** The tests that each folder's mutants are held against: the quick ones that are near. */
const tests = {
  "src/policy": ["test/policy/*.test.ts", ...["agreement", "contain", "decisions", "domains", "unknown-texts"].map((name) => `test/evaluate/${name}.test.ts`)],
  "src/evaluate": ["test/evaluate/*.test.ts", "test/documented-policy.test.ts", ...["compute-rules", "cross-rules", "examples"].map((name) => `test/rules/${name}.test.ts`)],
};

/** Outside the tree, for it weighs 100 MB. It brings a vitest of its own, which is the project's. */
function install(): string {
  const cache = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "gluelint-ci", "mutation");
  const { version } = manifestOf("node_modules/vitest/package.json");
  const wanted = ["@stryker-mutator/core@9.6.1", "@stryker-mutator/vitest-runner@9.6.1", `vitest@${version}`];
  const mark = join(cache, "installed");
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted.join(" ")) return cache;
  mkdirSync(cache, { recursive: true });
  const { status } = spawnSync("npm", ["install", "--prefix", cache, "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", ...wanted], { stdio: "inherit" });
  if (status !== 0) throw new Error(`npm cannot install ${wanted.join(" ")} in ${cache}`);
  writeFileSync(mark, wanted.join(" "));
  return cache;
}

function manifestOf(path: string): { readonly version: string } {
  const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
  if (typeof manifest === "object" && manifest !== null && "version" in manifest && typeof manifest.version === "string") return { version: manifest.version };
  throw new Error(`${path} has no version`);
}

/** What Stryker reports of files of one folder. */
function run(cache: string, folder: string, files: readonly string[], against: readonly string[], concurrency: number): unknown {
  const report = join(folder, "report.json");
  writeFileSync(join(folder, "stryker.json"), JSON.stringify({
    testRunner: "vitest", vitest: { configFile: "test/mutation.config.ts", related: false }, concurrency, timeoutMS: 10_000, mutate: [...files, ...left.map((file) => `!${file}`)],
    reporters: ["json", "progress-append-only"], jsonReporter: { fileName: report }, tempDirName: join(folder, "sandbox"), ignorePatterns: ["dist", "reports"],
    // Stryker would rewrite it for the sandbox, with a typescript that it does not bring.
    tsconfigFile: "none.json", disableTypeChecks: false, allowConsoleColors: false,
  }));
  const { status } = spawnSync(process.execPath, [join(cache, "node_modules/@stryker-mutator/core/bin/stryker.js"), "run", join(folder, "stryker.json")], { stdio: "inherit", env: { ...process.env, MUTATION_TESTS: against.join() } });
  if (status !== 0 || !existsSync(report)) throw new Error("Stryker did not run to its end");
  return JSON.parse(readFileSync(report, "utf8"));
}

/** Says what came out, and writes it down where that is wanted; what lives and is not listed comes back. */
function told(scores: readonly Score[], update: boolean): readonly string[] {
  const text = readFileSync(page, "utf8");
  const { unlisted, stale } = compared(text, scores);
  const lines = new Map(scores.flatMap(({ survivors }) => survivors.map(({ name, line }) => [name, line])));
  for (const { file, mutants, killed, survivors } of scores) console.log(`${file}: ${mutants} mutants, ${killed} killed, ${survivors.length} live`);
  for (const name of stale) console.log(`listed, but it lives no more: ${name}`);
  for (const name of unlisted) console.log(`lives, and is not listed (line ${lines.get(name) ?? 0}): ${name}`);
  if (update) writeFileSync(page, updated(text, scores));
  return unlisted;
}

const filesIn = (path: string) => path.endsWith(".ts") ? path : `${path.replace(/\/$/, "")}/*.ts`;

new Command("mutate").description("looks whether the tests kill the mutants of the sources; exit 1 where one lives that docs/mutants.md does not list")
  .argument("[paths...]", "files or folders", Object.keys(tests))
  .option("--update", "write the scores to docs/mutants.md, take out what is stale, add what is not listed")
  .option("--concurrency <n>", "how many test runners", "1")
  .action((paths: readonly string[], { update, concurrency }: { readonly update?: true; readonly concurrency: string }) => {
    const strange = paths.filter((path) => !Object.keys(tests).some((sources) => path.startsWith(sources)) || !existsSync(path));
    if (strange.length > 0) {
      console.error(`${strange.join(", ")}: name files or folders of ${Object.keys(tests).join(" and ")}`);
      process.exitCode = 2;
      return;
    }
    const folder = mkdtempSync(join(tmpdir(), "gluelint-mutation-"));
    try {
      const cache = install();
      const unlisted = Object.entries(tests).flatMap(([sources, against]) => {
        const files = paths.filter((path) => path.startsWith(sources)).map(filesIn);
        return files.length === 0 ? [] : told(scoresIn(run(cache, folder, files, against, Number(concurrency))), update === true);
      });
      process.exitCode = unlisted.length === 0 ? 0 : 1;
    } finally {
      rmSync(folder, { recursive: true });
    }
  })
  .parse();
