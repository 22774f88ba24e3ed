import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** These take longest, so they begin first: else one of them would run on alone when all others are done. */
const longest = [
  "evaluate/agreement", "evaluate/differential", "cli/smoke", "cli/audit-faults", "cli/audit", "cli/stream", "cli/audit-moto", "cli/formats", "html/browser", "cli/fix", "access/partial-order",
].map((name) => `/test/${name}.test.ts`);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rankOf = ({ moduleId }: TestSpecification) => (longest.findIndex((name) => moduleId.endsWith(name)) + 1) || Infinity;
    const others = await super.sort(files);
    return [...others.filter((file) => rankOf(file) < Infinity).toSorted((a, b) => rankOf(a) - rankOf(b)), ...others.filter((file) => rankOf(file) === Infinity)];
  }
}

export default defineConfig({
  // A busy machine is no failure: what hangs is stopped in the end, and nothing is measured by the clock. One worker more than there are
  // cores, for some tests mostly wait: for a server that stays silent, for the next attempt where AWS is busy.
  test: { include: ["test/**/*.test.ts"], maxWorkers: availableParallelism() + 1, testTimeout: 120_000, hookTimeout: 120_000, sequence: { sequencer: LongestFirst } },
});
