import type { Made } from "../aws/calls.js";
import { progressLine } from "./progress-line.js";

/** Hears of the calls that were made, and of the state that something is in. */
interface Progress {
  readonly told: (made: readonly Made[], left: number) => void;
  readonly at: (state: string) => void;
  readonly done: () => void;
}

/** A line on stderr that tells how far the audit is, where somebody sits before it; nothing in CI, in a pipe or under `--quiet`. */
export function progressFor(quiet: boolean | undefined): Progress {
  if (!process.stderr.isTTY || (process.env["CI"] ?? "") !== "" || quiet === true) return { told: () => undefined, at: () => undefined, done: () => undefined };
  const started = performance.now();
  let last = 0;
  return {
    told(made, left) {
      const now = performance.now();
      if (now - last < 100) return;
      last = now;
      process.stderr.write(`\r\u001B[K${progressLine(made, left, (now - started) / 1000)}`);
    },
    at: (state) => { process.stderr.write(`\r\u001B[K${state}, ${Math.round((performance.now() - started) / 1000)} s`); },
    done: () => { process.stderr.write("\r\u001B[K"); },
  };
}
