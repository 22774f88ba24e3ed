/** One call to AWS: the action that the caller must be allowed, and on what. */
export interface Call {
  readonly action: string;
  readonly resource: string;
}

/** Runs calls, so many at a time, and remembers them. */
export interface Caller {
  readonly call: <Output extends Answered>(call: Call, run: () => Promise<Output>) => Promise<Output>;
  /** So many calls of that action are to come, at least. */
  readonly expect: (action: string, times: number) => void;
  readonly made: () => readonly Made[];
}

export interface Made extends Call {
  /** Attempts, of which all but the last were throttled or failed for a moment. */
  readonly attempts: number;
  readonly refused: boolean;
}

/** What every answer and every refusal of the SDK carries. */
export interface Answered {
  readonly $metadata: { readonly attempts?: number | undefined };
}

/** A caller with at most `limit` calls under way. `told` hears of each that ended, and how many are still to come, as far as anybody knows. */
export function callerWith(limit: number, told: (made: readonly Made[], left: number) => void = () => undefined): Caller {
  const made: Made[] = [];
  const waiting: (() => void)[] = [];
  /** Of each action, how many calls were announced and have not begun. */
  const ahead = new Map<string, number>();
  let under = 0;
  const left = () => waiting.length + under + [...ahead.values()].reduce((sum, calls) => sum + Math.max(calls, 0), 0);
  const enter = async () => {
    if (under >= limit) await new Promise<void>((resolve) => { waiting.push(resolve); });
    else under += 1;
  };
  // Whoever waits takes over the place of who leaves.
  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else under -= 1;
  };
  const noted = (call: Call, attempts: number | undefined, refused: boolean) => {
    made.push({ ...call, attempts: attempts ?? 1, refused });
    // The one that ended is still under way.
    told(made, left() - 1);
  };
  return {
    made: () => made,
    expect: (action, times) => { ahead.set(action, (ahead.get(action) ?? 0) + times); },
    async call(call, run) {
      ahead.set(call.action, (ahead.get(call.action) ?? 0) - 1);
      await enter();
      try {
        const output = await run();
        noted(call, output.$metadata.attempts, false);
        return output;
      } catch (error) {
        noted(call, attemptsOf(error), true);
        throw error;
      } finally {
        leave();
      }
    },
  };
}

function attemptsOf(error: unknown): number | undefined {
  const metadata = typeof error === "object" && error !== null && "$metadata" in error ? error.$metadata : undefined;
  return typeof metadata === "object" && metadata !== null && "attempts" in metadata && typeof metadata.attempts === "number" ? metadata.attempts : undefined;
}

/** The calls by API, the commonest first: `iam:GetRole 12, glue:GetJobs 1`, and how often AWS asked to wait. */
export function tally(made: readonly Made[]): string {
  const counts = new Map<string, number>();
  for (const { action } of made) counts.set(action, (counts.get(action) ?? 0) + 1);
  const again = made.reduce((sum, { attempts }) => sum + attempts - 1, 0);
  const calls = [...counts].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([action, count]) => `${action} ${count}`).join(", ");
  return `${made.length} ${made.length === 1 ? "call" : "calls"} to AWS${calls === "" ? "" : `: ${calls}`}${again > 0 ? `; ${again} more attempts, for AWS was busy` : ""}`;
}
