import { describe, expect, test } from "vitest";
import { arithmeticOf, ceilingOf, dollars } from "../../src/checks/cost.js";
import { readCompute } from "../../src/sources/compute.js";
import type { Compute } from "../../src/subject/compute.js";
import type { Budget } from "../../src/subject/environment.js";
import { parseYaml } from "../../src/text/yaml.js";

interface Said {
  readonly type?: string;
  readonly workers?: number | string;
  readonly version?: string;
  readonly timeout?: number;
  readonly retries?: number;
}

function compute({ type = "G.1X", workers = 10, version = "3.0", timeout, retries }: Said): Compute {
  const optional = [...(timeout === undefined ? [] : [`job_timeout: ${timeout}`]), ...(retries === undefined ? [] : [`number_of_retries: ${retries}`])];
  return readCompute(parseYaml("c.yml", ["run_mode: aws-glue", "properties:", ...[`glue_version: "${version}"`, `worker_type: ${type}`, `number_of_workers: ${workers}`, ...optional].map((line) => `  ${line}`)].join("\n")));
}

function figures(said: Said, budget?: Budget): unknown {
  const ceiling = ceilingOf(compute(said), budget);
  return typeof ceiling === "object" ? [dollars(ceiling.hung), dollars(ceiling.most)] : ceiling;
}

describe("what a run can cost: one attempt that hangs, and all that fail late", () => {
  test.each<{ readonly name: string; readonly said: Said; readonly budget?: Budget; readonly is: unknown }>([
    { name: "Guzzle's defaults, where nothing is said", said: {}, is: ["$211.20", "$844.80"] },
    { name: "Guzzle's defaults, written out", said: { timeout: 2880, retries: 3 }, is: ["$211.20", "$844.80"] },
    { name: "as many workers as there can be", said: { workers: 299, timeout: 2880, retries: 3 }, is: ["$6,314.88", "$25,259.52"] },
    { name: "an hour, and one retry", said: { timeout: 60, retries: 1 }, is: ["$4.40", "$8.80"] },
    { name: "on Glue 6.0, which costs less", said: { version: "6.0", timeout: 480, retries: 0 }, is: ["$24.64", "$24.64"] },
    { name: "on Glue 5.1, which does not", said: { version: "5.1", timeout: 480, retries: 0 }, is: ["$35.20", "$35.20"] },
    { name: "workers of two units", said: { type: "G.2X", timeout: 60, retries: 0 }, is: ["$8.80", "$8.80"] },
    { name: "workers of a quarter", said: { type: "G.025X", timeout: 60, retries: 0 }, is: ["$1.10", "$1.10"] },
    { name: "workers of the dearer unit", said: { type: "R.2X", version: "4.0", timeout: 60, retries: 0 }, is: ["$10.40", "$10.40"] },
    { name: "their price on Glue 6.0 is not known", said: { type: "R.2X", version: "6.0", timeout: 60, retries: 0 }, is: "unpriced" },
    { name: "unless the user says it", said: { type: "R.2X", version: "6.0", timeout: 60, retries: 0 }, budget: { usd: 1, usdPerDpuHour: 0.5 }, is: ["$10", "$10"] },
    { name: "a price of one's own", said: { timeout: 60, retries: 0 }, budget: { usd: 1, usdPerDpuHour: 0.6 }, is: ["$6", "$6"] },
    { name: "a worker type that there is not", said: { type: "G.1Y" }, is: undefined },
    { name: "workers that are no number", said: { workers: "ten" }, is: undefined },
  ])("$name", ({ said, budget, is }) => expect(figures(said, budget)).toEqual(is));

  test.each([["3.0", 2880], ["4.0", 2880], ["5.0", 480], ["6.0", 480]])("a job that is none of Guzzle's has Glue's own defaults: %s, %i minutes, no retry", (version, minutes) => {
    expect(ceilingOf({ ...compute({ version }), guzzle: false }, undefined)).toMatchObject({ minutes, attempts: 1 });
  });

  test("says what was taken by default", () => {
    expect(ceilingOf(compute({ timeout: 60 }), undefined)).toMatchObject({ defaults: ["number_of_retries"] });
    expect(ceilingOf(compute({ timeout: 60, retries: 1 }), undefined)).toMatchObject({ defaults: [] });
  });

  test("the arithmetic gives the figure that it is said for", () => {
    const ceiling = ceilingOf(compute({ retries: 0, timeout: 90 }), undefined);
    if (typeof ceiling !== "object") throw new Error("no ceiling");
    expect(arithmeticOf(ceiling)).toBe("10 × `G.1X` (1 DPU) × 90 minutes × 1 attempt × $0.44 for a DPU-hour (price in us-east-1)");
    expect(arithmeticOf({ ...ceiling, defaults: ["job_timeout", "number_of_retries"], priceOf: undefined })).toBe("10 × `G.1X` (1 DPU) × 90 minutes by default × 1 attempt by default × $0.44 for a DPU-hour");
    expect(ceiling.most).toBeCloseTo(10 * 1.5 * 0.44);
  });
});
