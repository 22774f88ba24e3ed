import type { MapNode, Node } from "../text/node.js";
import type { Instances } from "./instances.js";
import type { Place } from "./syntax.js";
import { eitherAt, listAt, mapAt, unknownAt } from "./value.js";

/** All instances as one value: what is perhaps there is in it on its condition. */
export function together({ shape, all }: Instances, nodes: readonly MapNode[], place: Place, name: string, id: string): Node {
  const items = nodes.map((node, i): Node => {
    const perhaps = all[i]?.perhaps;
    return perhaps === undefined ? node : perhaps.holds ? eitherAt(place, perhaps.condition, node, undefined) : eitherAt(place, perhaps.condition, undefined, node);
  });
  switch (shape) {
    case "one": return nodes[0] ?? unknownAt(place, name, id);
    case "list": return listAt(place, items);
    case "map": return mapAt(place, items.map((item, i) => [all[i]?.key ?? "", item]));
    case "unknown": return unknownAt(place, name, id);
  }
}
