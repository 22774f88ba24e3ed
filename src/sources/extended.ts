import type { Entry, MapNode, Node } from "../text/node.js";

/** What adds up where one configuration extends another; of all else that is no map the later one counts. */
const adding: readonly string[] = ["computes", "templates", "roles", "overrides", "waivers", "require"];

/** One configuration of two, of which the second extends the first; every value keeps the place where it was written. */
export function extended(base: Node, own: Node): Node {
  if (base.kind !== "map" || own.kind !== "map") return own;
  const entries = keysOf([base, own]).flatMap((key): readonly Entry[] => {
    const [before, after] = [entryOf(base, key), entryOf(own, key)];
    if (before === undefined || after === undefined) return [after ?? before ?? []].flat();
    return [{ ...after, value: adding.includes(key) ? added(before.value, after.value, key) : over(before.value, after.value) }];
  });
  return { ...own, entries: entries.filter(({ key }) => key !== "extends") };
}

/** A map over another, key by key; anything else takes the place of what was there. */
export function over(base: Node, own: Node): Node {
  if (base.kind !== "map" || own.kind !== "map") return own;
  return { ...own, entries: keysOf([base, own]).flatMap((key) => {
    const [before, after] = [entryOf(base, key), entryOf(own, key)];
    return before && after ? [{ ...after, value: over(before.value, after.value) }] : [after ?? before ?? []].flat();
  }) };
}

/** A role that both name is as the later one has it. */
function added(base: Node, own: Node, key: string): Node {
  if (base.kind !== "list" || own.kind !== "list") return own;
  const known = new Set(own.items.map(arnOf));
  return { ...own, items: [...key === "roles" ? base.items.filter((item) => !known.has(arnOf(item))) : base.items, ...own.items] };
}

const arnOf = (node: Node) => { const arn = node.kind === "map" ? entryOf(node, "arn")?.value : undefined; return arn?.kind === "scalar" ? arn.value : undefined; };

const keysOf = (maps: readonly MapNode[]) => [...new Set(maps.flatMap(({ entries }) => entries.map(({ key }) => key)))];

const entryOf = ({ entries }: MapNode, key: string) => entries.findLast((entry) => entry.key === key);
