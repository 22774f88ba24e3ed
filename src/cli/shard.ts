import type { Asked } from "../audit/ask.js";
import type { Shard } from "../audit/report.js";
import type { Subject } from "../subject/environment.js";
import type { Misunderstood } from "./options.js";

/** What `--shard I/N` asks for, or what is wrong with it. */
export function shardFrom(text: string): Shard | Misunderstood {
  const [, index = 0, count = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  return index >= 1 && index <= count ? { index, count } : { lines: [`--shard ${text}: write it as I/N, the first of four shards as 1/4`] };
}

/** What falls to the shard: every Nth subject with all that is asked of it, so that a subject is never divided. */
export function inShard(asked: readonly Asked[], { index, count }: Shard): readonly Asked[] {
  const ordinals = new Map<Subject, number>();
  for (const { joined: { subject } } of asked) if (!ordinals.has(subject)) ordinals.set(subject, ordinals.size);
  return asked.filter(({ joined: { subject } }) => (ordinals.get(subject) ?? 0) % count === index - 1);
}
