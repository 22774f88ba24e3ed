import type { Made } from "../aws/calls.js";

/** Hears of the calls that were made, and of the state that something is in. */
interface Progress {
  readonly told: (made: readonly Made[]) => void;
  readonly at: (state: string) => void;
  readonly done: () => void;
}

/** A line on stderr that tells how far the audit is, where somebody sits before it; nothing in CI, in a pipe or under `--quiet`. */
export function progressFor(quiet: boolean | undefined): Progress {
  if (!process.stderr.isTTY || (process.env["CI"] ?? "") !== "" || quiet === true) return { told: () => undefined, at: () => undefined, done: () => undefined };
  const started = performance.now();
  let last = 0;
  return {
    told(made) {
      const now = performance.now();
      if (now - last < 100) return;
      last = now;
      const roles = made.filter(({ action }) => action === "iam:GetRole").length;
      const again = made.reduce((sum, { attempts }) => sum + attempts - 1, 0);
      process.stderr.write(`\r\u001B[K${made.length} calls in ${Math.round((now - started) / 1000)} s${roles > 0 ? `, ${roles} roles` : ""}${again > 0 ? `, throttled ${again} times` : ""}, now ${made.at(-1)?.action ?? ""}`);
    },
    at: (state) => { process.stderr.write(`\r\u001B[K${state}, ${Math.round((performance.now() - started) / 1000)} s`); },
    done: () => { process.stderr.write("\r\u001B[K"); },
  };
}
