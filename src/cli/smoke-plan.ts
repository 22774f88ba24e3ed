import { arithmeticOf, dollars } from "../checks/cost.js";
import type { Plan } from "../smoke/plan.js";

/** The plan in lines for who has to say yes: what is made, where, what it does there, and what it costs at most. */
export function planLines({ job, script, region, account, folders, roots, tries, ceiling, keep }: Plan): readonly string[] {
  const places = folders.map(({ bucket, prefix }) => `s3://${bucket}/${prefix}`);
  return [
    `A smoke run in ${region} of account ${account}:`,
    `  job      ${job.Name}, Glue ${job.GlueVersion}, ${job.NumberOfWorkers} × ${job.WorkerType}, stopped after ${job.Timeout} minutes, tagged ${Object.entries(job.Tags).map(([key, value]) => `${key}=${value}`).join(", ")}`,
    `  role     ${job.Role}`,
    `  script   s3://${script.bucket}/${script.prefix}`,
    `  calls    ${[...new Set(tries.map(({ action }) => action))].join(", ") || "none"}`,
    `  writes   below ${places.join(" and ")}${keep ? ", and keeps job and objects" : ", and takes job and objects away again"}`,
    `  removes  what runs that nobody looks after any longer have left below ${roots.map(({ bucket, prefix }) => `s3://${bucket}/${prefix}`).join(" and ")}`,
    `  costs    ${ceiling ? `${dollars(ceiling.most)} at most (${ceiling.workers * ceiling.dpu * ceiling.minutes / 60} ${ceiling.unit}-hours): ${arithmeticOf(ceiling)}` : "nobody knows how much: no price is known for this version"}`,
  ].map((line) => line.replace(/(\d+\.\d{2})\d+ (M?-?DPU-hours)/, "$1 $2"));
}

/** Why a plan must not be run for its cost, if it must not. */
export function tooDear({ ceiling }: Plan, limits: Readonly<Record<string, number | undefined>>): readonly string[] {
  return Object.entries(limits).flatMap(([name, usd]) => {
    if (usd === undefined) return [];
    if (ceiling === undefined) return [`${name} says ${dollars(usd)}, and nobody knows what the run costs: say what a DPU-hour costs as \`budget.usdPerDpuHour\` in gluelint.yaml`];
    return ceiling.most > usd ? [`the run may cost ${dollars(ceiling.most)}, and ${name} says ${dollars(usd)}: nothing was started`] : [];
  });
}
