import { below, type Location } from "./location.js";
import { limits, shown, tooDeep, twice, type Mistake } from "./mistake.js";
import type { Entry, Node } from "./node.js";
import type { Spelling } from "./yaml-syntax.js";

/** A node, and how many nodes it would be if each alias in it were written out. */
interface Sized {
  readonly node: Node;
  readonly size: number;
}

type SpelledMap = Extract<Spelling, { readonly kind: "map" }>;

/**
 * The node that a value spells: an alias is its anchor's node, merge keys are resolved (a map's own keys win, then the
 * earlier of the merged maps), names are strings. What cannot be resolved is null where it stands, and a mistake.
 * Source: YAML 1.2.2, section 7.1; for merge keys https://yaml.org/type/merge.html.
 */
export function resolve(root: Spelling, artifact: string, text: string): { readonly root: Node; readonly mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = [];
  const anchors = new Map<string, Sized | "open">();
  let aliased = 0;

  function read(spelling: Spelling, location: Location, depth: number): Sized {
    if (spelling.kind === "alias") return follow(spelling.name, spelling, location);
    if (depth > limits.depth && spelling.kind !== "scalar") {
      mistakes.push(tooDeep(location.pointer, spelling.span));
      return nothing(spelling, location);
    }
    if (spelling.anchor !== undefined) anchors.set(spelling.anchor, "open");
    const plain = readPlain(spelling, location, depth);
    const sized = spelling.tag === undefined ? plain : { ...plain, node: { ...plain.node, tag: spelling.tag } };
    if (spelling.anchor !== undefined) anchors.set(spelling.anchor, sized);
    return sized;
  }

  function readPlain(spelling: Exclude<Spelling, { readonly kind: "alias" }>, location: Location, depth: number): Sized {
    switch (spelling.kind) {
      case "scalar": return { node: scalarOf(spelling, location, text), size: 1 };
      case "map": return readMap(spelling, location, depth);
      case "list": {
        const items = spelling.items.map((item, index) => read(item, below(location, index), depth + 1));
        return { node: { kind: "list", location, span: spelling.span, items: items.map(({ node }) => node) }, size: sizeOf(items) };
      }
    }
  }

  function readMap(spelling: SpelledMap, location: Location, depth: number): Sized {
    const names = new Set<string>();
    const entries: Entry[] = [];
    const merged = new Map<string, Entry>();
    const sizes: Sized[] = [];
    for (const [key, value] of spelling.pairs) {
      const merges = key.kind === "scalar" && key.style === "plain" && key.value === "<<";
      const name = nameOf(read(key, location, depth + 1).node);
      if (names.has(name)) mistakes.push(twice(name, location.pointer, key.span));
      // What is merged from a map in place belongs to this map, and so do its pointers.
      const sized = read(value, merges && value.kind === "map" ? location : below(location, name), depth + 1);
      sizes.push(sized);
      names.add(name);
      for (const entry of merges ? mergedFrom(sized.node, value, location) : []) if (!merged.has(entry.key)) merged.set(entry.key, entry);
      if (!merges) entries.push({ key: name, keySpan: key.span, value: sized.node });
    }
    const inherited = Array.from(merged.values()).filter(({ key }) => !names.has(key));
    return { node: { kind: "map", location, span: spelling.span, entries: [...inherited, ...entries] }, size: sizeOf(sizes) };
  }

  function mergedFrom(node: Node, { span }: Spelling, location: Location): readonly Entry[] {
    const nodes = node.kind === "list" ? node.items : [node];
    if (nodes.some(({ kind }) => kind !== "map")) {
      mistakes.push({ message: "the merge key `<<` takes a map or a list of maps: give it one, or put it in quotes to mean the name", pointer: location.pointer, span });
    }
    return nodes.flatMap((item) => (item.kind === "map" ? item.entries : []));
  }

  function follow(name: string, spelling: Spelling, location: Location): Sized {
    const target = anchors.get(name);
    const alias = shown(`*${name}`);
    if (target !== undefined && target !== "open" && aliased + target.size <= limits.aliased) {
      aliased += target.size;
      return target;
    }
    const message = target === undefined ? `${alias} refers to no anchor before it: define one, or put the text in quotes`
      : target === "open" ? `${alias} stands inside the value that it refers to: write out what is meant`
      : `with ${alias} the aliases of this file stand for more than ${limits.aliased} values: write out what is meant`;
    mistakes.push({ message, pointer: location.pointer, span: spelling.span });
    return nothing(spelling, location);
  }

  const nothing = ({ span }: Spelling, location: Location): Sized =>
    ({ node: { kind: "scalar", location, span, value: null, source: text.slice(span.start, span.end) }, size: 1 });
  const nameOf = (node: Node): string =>
    node.kind !== "scalar" ? text.slice(node.span.start, node.span.end) : typeof node.value === "string" ? node.value : node.source;

  return { root: read(root, { artifact, pointer: "" }, 1).node, mistakes };
}

const sizeOf = (parts: readonly Sized[]): number => parts.reduce((sum, { size }) => sum + size, 1);

function scalarOf({ span, value, style }: Extract<Spelling, { readonly kind: "scalar" }>, location: Location, text: string): Node {
  const spelled = text.slice(span.start, span.end);
  switch (style) {
    case "plain": return { kind: "scalar", location, span, value, source: spelled };
    case "block": return { kind: "scalar", location, span, value, source: String(value) };
    case "quoted": return { kind: "scalar", location, span, value, source: spelled.replace(/^(["'])([^]*)\1$/, "$2") };
  }
}
