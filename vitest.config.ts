import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What goes through over 100,000 worlds in CI begins first: else it would run on alone when all others are done. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => /evaluate\/(differential|agreement)\.test\.ts$/.test(moduleId);
    return (await super.sort(files)).toSorted((a, b) => Number(isLong(b)) - Number(isLong(a)));
  }
}

export default defineConfig({
  // A busy machine is no failure: what hangs is stopped in the end, and nothing is measured by the clock.
  test: { include: ["test/**/*.test.ts"], maxWorkers: "100%", testTimeout: 120_000, hookTimeout: 120_000, sequence: { sequencer: LongestFirst } },
});
