import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";

// Bundles the bench as the product is bundled, for what runs the sources as they are puts wrappers around every function.

const folder = mkdtempSync(join(tmpdir(), "gluelint-bench-"));
try {
  const bundle = await rolldown({ input: "src/dev/bench.ts", platform: "node", resolve: { mainFields: ["module", "main"] } });
  await bundle.write({ dir: folder, format: "cjs", entryFileNames: "bench.cjs" });
  process.exitCode = spawnSync(process.execPath, [join(folder, "bench.cjs"), ...process.argv.slice(2)], { stdio: "inherit" }).status ?? 2;
} finally {
  rmSync(folder, { recursive: true });
}
