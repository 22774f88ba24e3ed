import type { CheckOptions, Misunderstood } from "./options.js";

/** The flags of `smoke`, as commander reads them; those of the report are those of `check`. */
export interface SmokeOptions extends CheckOptions {
  readonly compute: string;
  readonly yes?: boolean;
  readonly maxUsd?: string;
  readonly dryRun?: boolean;
  readonly keep?: boolean;
  readonly profile?: string;
  readonly snapshot: string;
  readonly poll: string;
}

export interface Limits {
  /** What a run may cost at most; undefined where nobody said it. */
  readonly usd: number | undefined;
  /** Milliseconds between two looks at the run. */
  readonly interval: number;
}

/** The figures among the flags, or what is wrong with them. */
export function limitsFrom({ maxUsd, poll }: SmokeOptions): Limits | Misunderstood {
  const lines = [
    ...(maxUsd === undefined || isAmount(maxUsd) ? [] : [`--max-usd ${maxUsd}: say how many dollars a run may cost at most, as in 0.50`]),
    ...(isAmount(poll) && Number(poll) <= 600 ? [] : [`--poll ${poll}: say how many seconds lie between two looks at the run, from 0.01 to 600`]),
  ];
  return lines.length > 0 ? { lines } : { usd: maxUsd === undefined ? undefined : Number(maxUsd), interval: Number(poll) * 1000 };
}

const isAmount = (text: string) => /^\d+(\.\d+)?$/.test(text) && Number(text) > 0;
