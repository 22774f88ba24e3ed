import { defineConfig } from "vitest/config";

// For `npm run mutate`, which names the tests: with one seed, so that a mutant lives or dies alike in every run.
export default defineConfig({
  resolve: { alias: [{ find: /^.*\/text\/remembering\.js$/, replacement: `${import.meta.dirname}/mutation-memory.ts` }] },
  test: {
    include: (process.env["MUTATION_TESTS"] ?? "test/policy/*.test.ts").split(","),
    setupFiles: ["test/mutation-setup.ts"],
    // To load the sources for each file takes longest.
    isolate: false,
    testTimeout: 120_000,
    env: { SEED: "1", WORLDS: "300", AGREEMENTS: "300" },
  },
});
