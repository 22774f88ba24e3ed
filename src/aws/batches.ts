import type { Simulated } from "./snapshot.js";

/** One request that is to be asked. */
export type Sample = Pick<Simulated, "role" | "action" | "resource" | "context">;

/** Requests that one call asks: each of the actions on each of the resources. */
export interface Batch {
  readonly role: string;
  readonly context: Sample["context"];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** The fewest calls that ask just these requests, each once: what is asked with one context of resources that are asked the same. */
export function batchesOf(samples: readonly Sample[]): readonly Batch[] {
  return [...grouped(samples, ({ role, context }) => JSON.stringify([role, context])).values()].flatMap((alike) => {
    const [{ role, context } = { role: "", context: {} }] = alike;
    const byResource = [...grouped(alike, ({ resource }) => resource)].map(([resource, group]) => ({ resource, actions: [...new Set(group.map(({ action }) => action))].toSorted() }));
    return [...grouped(byResource, ({ actions }) => actions.join()).values()].flatMap((group) =>
      chunks(group[0]?.actions ?? [], 25).flatMap((actions) => chunks(group.map(({ resource }) => resource).toSorted(), 25).map((resources) => ({ role, context, actions, resources }))));
  });
}

function grouped<Value>(values: readonly Value[], keyOf: (value: Value) => string): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

const chunks = <Value>(values: readonly Value[], size: number): readonly (readonly Value[])[] => Array.from({ length: Math.ceil(values.length / size) }, (_, i) => values.slice(i * size, (i + 1) * size));
