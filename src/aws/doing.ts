import type { Answered } from "./calls.js";
import type { Access } from "./clients.js";
import { outcomeOf, type Outcome } from "./refusal.js";

/** A call that was made, and whether its caller may make it. */
export interface Done {
  readonly action: string;
  readonly resource: string;
  readonly outcome: "allowed" | "refused" | "unclear";
}

/** Makes calls one by one, and remembers how they went. */
export interface Doing {
  readonly make: <Value extends Answered>(action: string, resource: string, run: () => Promise<Value>) => Promise<Outcome<Value>>;
  /** The same, up to three times: for what must be taken away again. */
  readonly insist: <Value extends Answered>(action: string, resource: string, run: () => Promise<Value>) => Promise<Outcome<Value>>;
  readonly done: readonly Done[];
}

/** `pause` waits before a call is made again. */
export function doingWith({ caller }: Access, pause: () => Promise<void>): Doing {
  const done: Done[] = [];
  const make: Doing["make"] = async (action, resource, run) => {
    const outcome = await outcomeOf({ action, resource }, () => caller.call({ action, resource }, run));
    const denied = outcome.kind === "refused" ? outcome.denied : undefined;
    done.push({ action: denied ?? action, resource, outcome: outcome.kind !== "refused" ? "allowed" : denied === undefined ? "unclear" : "refused" });
    return outcome;
  };
  return {
    done, make,
    async insist(action, resource, run) {
      for (let times = 0; times < 2; times++) {
        const outcome = await make(action, resource, run);
        if (outcome.kind !== "refused") return outcome;
        await pause();
      }
      return make(action, resource, run);
    },
  };
}
