import { glue } from "../rules/glue.generated.js";
import type { Compute } from "../subject/compute.js";
import type { Budget } from "../subject/environment.js";
import { numberOf, textOf } from "./compute-properties.js";
import { isBelow, isVersion, since } from "./glue-versions.js";
import { workerNamed } from "./glue-workers.js";

/**
 * What a run can cost at most: workers × units of one × hours until the timeout × attempts × price. A run that reaches the
 * timeout is not tried again, so it costs one attempt; all are paid where each fails just before.
 * Source: https://docs.aws.amazon.com/glue/latest/dg/add-job.html (number of retries, job timeout)
 */
export interface Ceiling {
  readonly workers: number;
  readonly type: string;
  /** Units of one worker. */
  readonly dpu: number;
  readonly minutes: number;
  /** The first and the retries. */
  readonly attempts: number;
  readonly unit: "DPU" | "M-DPU";
  /** USD for an hour of one unit. */
  readonly usdPerHour: number;
  /** The properties that the compute leaves out, so that a default was taken. */
  readonly defaults: readonly string[];
  /** The Region whose public price it is; undefined where the user said the price. */
  readonly priceOf: string | undefined;
  /** USD for one attempt until the timeout. */
  readonly hung: number;
  /** USD for all attempts. */
  readonly most: number;
}

/** The ceiling; `unpriced` where AWS's price for it is not known here; undefined where the compute does not say it, or only in placeholders. */
export function ceilingOf(compute: Compute, budget: Budget | undefined): Ceiling | "unpriced" | undefined {
  const [workers, worker, version] = [numberOf(compute, "number_of_workers"), workerNamed(textOf(compute, "worker_type")), textOf(compute, "glue_version")];
  if (workers === undefined || worker === undefined || !isVersion(version)) return undefined;
  const { type, dpu, unit } = worker;
  const saidOr = (key: string, guzzles: number) => key in compute.properties ? numberOf(compute, key) : compute.guzzle ? guzzles : defaultOf(key, version);
  const [minutes, retries] = [saidOr("job_timeout", glue.guzzle.timeout), saidOr("number_of_retries", glue.guzzle.retries)];
  const usdPerHour = budget?.usdPerDpuHour ?? priceOf(unit, version);
  if (minutes === undefined || retries === undefined) return undefined;
  if (usdPerHour === undefined) return "unpriced";
  const hung = workers * dpu * (minutes / 60) * usdPerHour;
  return { workers, type, dpu, minutes, attempts: retries + 1, unit, usdPerHour, defaults: ["job_timeout", "number_of_retries"].filter((key) => !(key in compute.properties)), priceOf: budget?.usdPerDpuHour === undefined ? glue.prices.region : undefined, hung, most: hung * (retries + 1) };
}

function defaultOf(property: string, version: string): number | undefined {
  return since(glue.limits.entries.find((limit) => limit.property === property)?.defaults ?? [], version)?.value;
}

function priceOf(unit: Ceiling["unit"], version: string): number | undefined {
  const price = since(glue.prices.entries.filter((each) => each.unit === unit), version);
  return price?.below !== undefined && !isBelow(version, price.below) ? undefined : price?.usdPerHour;
}

/** The arithmetic in a line. */
export function arithmeticOf({ workers, type, dpu, minutes, attempts, unit, usdPerHour, defaults, priceOf: region }: Ceiling): string {
  const byDefault = (key: string) => defaults.includes(key) ? " by default" : "";
  return `${workers} × \`${type}\` (${dpu} ${unit}) × ${minutes} minutes${byDefault("job_timeout")} × ${attempts} ${attempts === 1 ? "attempt" : "attempts"}${byDefault("number_of_retries")} × $${usdPerHour} for a ${unit}-hour${region ? ` (price in ${region})` : ""}`;
}

/** Dollars and cents, as in $1,234.50. */
export function dollars(usd: number): string {
  const [whole = "", cents = ""] = usd.toFixed(2).split(".");
  return `$${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${cents === "00" ? "" : `.${cents}`}`;
}
