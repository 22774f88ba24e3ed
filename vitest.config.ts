import { defineConfig } from "vitest/config";

export default defineConfig({
  // A busy machine is no failure: what hangs is stopped in the end, and nothing is measured by the clock.
  test: { include: ["test/**/*.test.ts"], maxWorkers: "100%", testTimeout: 120_000, hookTimeout: 120_000 },
});
