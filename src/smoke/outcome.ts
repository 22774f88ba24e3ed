import type { Observed } from "../subject/environment.js";
import type { Plan } from "./plan.js";
import type { Try } from "./tries.js";

/** How a run ended, as Glue tells it. */
export interface Ended {
  /** `SUCCEEDED`, `FAILED`, … */
  readonly state: string;
  readonly error: string | undefined;
}

/** What the role of the job was allowed and refused; and where nobody knows, why. */
export interface Outcome {
  readonly observed: readonly Observed[];
  readonly unseen: readonly string[];
}

/** What a run says of the role of its job. One that succeeds was allowed everything; one that fails tells by its error how each call went. */
export function outcomeOf({ launch, tries, job }: Pick<Plan, "launch" | "tries" | "job">, { state, error = "" }: Ended, at: string): Outcome {
  const told = /gluelint-smoke ([+?-]*)((?:; \d+ [\w.:-]+)*)(?:; spark ([^]*))?/.exec(error);
  const seen = (tried: Try, outcome: Observed["outcome"], said?: string): Observed => ({ principal: job.Role, action: tried.action, resources: tried.resources, outcome, ...(said !== undefined && { said }), at });
  const trust = (outcome: Observed["outcome"]): Observed => ({ principal: "glue.amazonaws.com", action: "sts:AssumeRole", resources: [job.Role], outcome, at });
  if (state === "SUCCEEDED") return { observed: [trust("allowed"), ...[...launch, ...tries].map((tried) => seen(tried, "allowed"))], unseen: [] };
  const [, signs = "", codes = "", spark] = told ?? [];
  if (told !== null && signs.length === tries.length) {
    const code = new Map([...codes.matchAll(/; (\d+) ([\w.:-]+)/g)].map(([, i, name]) => [Number(i), name]));
    const went = tries.map((tried, i) => ({ tried, outcome: outcomes[signs[i] ?? ""] ?? "unclear" as const, code: code.get(i) }));
    const astray = went.filter(({ outcome, code: name = "" }) => outcome === "unclear" && !harmless.includes(name));
    return {
      observed: [trust("allowed"), ...launch.map((tried) => seen(tried, "allowed")), ...went.map(({ tried, outcome, code: name }) => seen(tried, outcome, name))],
      unseen: [...astray.map(({ tried, code: name = "" }) => `the run could not find out whether the role may \`${tried.action}\` on \`${tried.resources.at(-1) ?? ""}\`: \`${name}\``), ...(spark === undefined ? [] : [`the calls were made, but Spark did not start: ${spark.trim()}`])],
    };
  }
  const key = job.Command.ScriptLocation.replace(/^s3:\/\/[^/]*\//, "");
  const refused = /LAUNCH ERROR/.test(error) && error.includes(key) && /Access ?Denied|\b403\b/.test(error);
  return {
    observed: [trust(refused ? "allowed" : "unclear"), ...launch.map((tried) => seen(tried, refused ? "refused" : "unclear", refused ? "LAUNCH ERROR" : undefined)), ...tries.map((tried) => seen(tried, "unclear"))],
    unseen: [`the run ended as \`${state}\` before it could tell how its calls went${error === "" ? "" : `: ${error.slice(0, 300)}`}`],
  };
}

/** By what the script says of a call that it did not make: there was nothing to read, or what it follows had been refused. */
const harmless: readonly string[] = ["NothingThere", "NotTried"];

const outcomes: Readonly<Record<string, Observed["outcome"]>> = { "+": "allowed", "-": "refused" };
