import type { Node } from "../text/node.js";

/** What the functions of a template can ask about it. */
export interface Scope {
  readonly artifact: string;
  /** The value with all its functions resolved; undefined where it is `AWS::NoValue`. */
  readonly resolve: (node: Node) => Node | undefined;
  /** What `Ref` gives, to stand where `place` stands. */
  readonly ref: (name: string, place: Node) => Node | undefined;
  readonly attribute: (id: string, attribute: string) => string;
  /** Whether a condition of this name holds; undefined where nobody knows. */
  readonly holds: (condition: string) => boolean | undefined;
  readonly mappings: ReadonlyMap<string, Node>;
}

/** What a function gives: a value, or none at all (`AWS::NoValue`). */
export interface Result {
  readonly value: Node | undefined;
}
