import type { Location, Span } from "./location.js";
import type { Mend } from "./mend.js";
import type { Node } from "./node.js";

/** A text that was read, whatever came of it. */
export interface Document {
  readonly artifact: string;
  readonly text: string;
  /** Undefined where the text holds no value at all; as far as it goes where there are faults. */
  readonly root: Node | undefined;
  /** What keeps the text from being read as written. A document with faults may mean something else than its author thinks. */
  readonly faults: readonly SyntaxFault[];
  /** Where the text is made of parts of one that is too large to be held: these, in their order. */
  readonly pieces?: readonly Piece[];
}

/** A value of a larger text, with so much of what stands around it as a report shows. */
export interface Piece {
  /** Where the value stands in the text of its document. */
  readonly span: Span;
  /** The value with what stands around it. */
  readonly text: string;
  /** The offset of the value in `text`. */
  readonly offset: number;
  /** How many lines of the larger text come before this one's. */
  readonly lines: number;
  /** How many UTF-16 units are left out before the value in the line in which it starts. */
  readonly cut: number;
}

/** What is wrong with a text or with what it says, where, in a sentence for its author. */
export interface Fault<Kind extends string = string> {
  readonly kind: Kind;
  readonly message: string;
  readonly location: Location;
  /** How it may be put right, where that can be said. */
  readonly mends?: readonly Mend[];
}

export type SyntaxFault = Fault<"syntax">;

/** Reads a text; total: every mistake in it comes back as a fault with its place. */
export type Parser = (artifact: string, text: string) => Document;
