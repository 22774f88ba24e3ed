import type { SyntaxFault } from "./document.js";
import { lineAt, lineStarts } from "./lines.js";
import type { Span } from "./location.js";
import type { Node } from "./node.js";

/** What both readers refuse to follow, so that no input costs more than a few seconds or overflows the stack. */
export const limits = {
  /** Lists and maps inside each other. */
  depth: 200,
  /** Values of a JSON text. */
  values: 1_000_000,
  /** UTF-16 units of a YAML text, each of which the library may make an error. */
  length: 2_000_000,
  /** Tokens of a YAML text, white space and line ends included: about 2 MB as people write it. */
  tokens: 500_000,
  /** Nodes that the aliases of a YAML text stand for, when each is written out. */
  aliased: 10_000,
  /** Faults that are kept of one document. */
  faults: 20,
} as const;

/** A fault as a reader finds it. */
export interface Mistake {
  readonly message: string;
  /** The nearest value around the guilty text; where it is left out, it is looked for in the root. */
  readonly pointer?: string;
  readonly span: Span;
  /** No other mistake can bring this one about: it is kept even where its line already has a fault. */
  readonly alone?: true;
  /** The text that belongs there instead, where that is beyond doubt. */
  readonly mend?: { readonly span: Span; readonly text: string };
}

/**
 * The faults worth telling, in the order of the text: the first of each line, since the others of a line mostly follow
 * from it, and no more than `limits.faults`.
 */
export function faultsOf(artifact: string, text: string, mistakes: readonly Mistake[], root?: Node): readonly SyntaxFault[] {
  if (mistakes.length === 0) return [];
  const starts = lineStarts(text);
  const told = new Set<number>();
  return mistakes
    .toSorted((a, b) => a.span.start - b.span.start)
    .filter(({ span, alone }) => {
      const line = lineAt(starts, span.start);
      const first = !told.has(line);
      if (alone !== true) told.add(line);
      return first || alone === true;
    })
    .slice(0, limits.faults)
    .map(({ message, span, mend, pointer = pointerAt(root, span.start) }) => ({
      kind: "syntax", message, location: { artifact, pointer, span },
      ...(mend && { mends: [{ changes: [{ kind: "splice", location: { artifact, pointer, span: mend.span }, text: mend.text }] }] }),
    }));
}

const pointerAt = (root: Node | undefined, offset: number) => (root && nodeAt(root, offset).location.pointer) ?? "";

/** The innermost node below this one whose text holds an offset or ends there; itself where there is none. */
export function nodeAt(node: Node, offset: number): Node {
  const children = node.kind === "list" ? node.items : node.kind === "map" ? node.entries.map(({ value }) => value) : [];
  const child = children.findLast(({ span }) => span.start <= offset && offset <= span.end);
  return child === undefined ? node : nodeAt(child, offset);
}

/** The mistake of naming a property twice in one map. */
export function twice(key: string, pointer: string, span: Span): Mistake {
  return { message: `${shown(key)} stands twice in one object; only one of them counts, so remove the other`, pointer, span, alone: true };
}

/** The mistake of lists and maps nested deeper than `limits.depth`. */
export function tooDeep(pointer: string, span: Span): Mistake {
  return { message: `lists and objects stand more than ${limits.depth} deep inside each other here: flatten them`, pointer, span };
}

/** The mistake of a text that holds no value. */
export const emptiness: Mistake = { message: "the file is empty", pointer: "", span: { start: 0, end: 0 } };

/** A user's text for a message: in backticks, its first line, at most 60 characters, invisible characters by their code point. */
export function shown(text: string): string {
  const [line = ""] = text.slice(0, 2 * SHOWN).split(/[\r\n]/, 1);
  const characters = Array.from(line, (character) => (INVISIBLE.test(character) ? `U+${codeOf(character)}` : character));
  const cut = characters.length > SHOWN || line.length < text.trimEnd().length;
  return `\`${characters.slice(0, SHOWN).join("")}${cut ? "…" : ""}\``;
}

const SHOWN = 60;
/** Controls, formats, surrogates without a partner and every space but U+0020. */
const INVISIBLE = /^(?! )[\p{C}\p{Z}]$/u;
const codeOf = (character: string) => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
