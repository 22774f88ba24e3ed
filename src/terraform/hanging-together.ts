/** The modules that call one of these, directly or not, and all that these call: what one of them says may decide what another one means. */
export function hangingTogether(some: Iterable<string>, calls: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const callers = new Map<string, string[]>();
  for (const [caller, called] of calls) for (const each of called) callers.set(each, [...callers.get(each) ?? [], caller]);
  return reached(reached(some, callers), calls);
}

function reached(from: Iterable<string>, steps: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set(from);
  // What is added while a set is gone through is gone through as well.
  for (const each of found) for (const next of steps.get(each) ?? []) found.add(next);
  return found;
}
