import { createHash } from "node:crypto";
import { hostname } from "node:os";
import type { World } from "../aws/smoke.js";
import { isAbandoned, type Identity } from "../smoke/identity.js";
import { say } from "./say.js";
import { isSystemError } from "./system-error.js";

/** Who runs: this process on this machine. */
export function identityAt(at: string): Identity {
  return { at, machine: createHash("sha256").update(hostname()).digest("hex").slice(0, 8), process: process.pid };
}

/** The world of a smoke run. From now on Ctrl-C stops the run and no longer the process, until `leave`. */
export function worldOf(here: Identity, interval: number, told: (state: string) => void): World & { readonly leave: () => void } {
  let signal: string | undefined;
  const wakers = new Set<() => void>();
  const stop = (name: string) => {
    if (signal === undefined) say(`${name}: the run is stopped, and what it made is taken away`);
    signal ??= name;
    wakers.forEach((wake) => wake());
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  signals.forEach((name) => process.on(name, stop));
  return {
    interval, told, stopped: () => signal, isAbandoned: (id) => isAbandoned(id, here, lives),
    pause: (milliseconds) => new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        wakers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, milliseconds);
      wakers.add(wake);
    }),
    leave: () => { signals.forEach((name) => process.off(name, stop)); },
  };
}

/** Whether a process of this machine still runs. */
function lives(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return isSystemError(error) && error.code === "EPERM";
  }
}
