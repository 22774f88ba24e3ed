import type { Given } from "../templates/given.js";
import type { Document } from "../text/document.js";
import type { Node } from "../text/node.js";
import type { Expression, Place, Template } from "./syntax.js";

/** What an expression can refer to. */
export interface Scope {
  readonly module: Module;
  /** Names that `for`, `dynamic` and the like give; `each` and `count` too. */
  readonly names: ReadonlyMap<string, Node>;
}

/** A module as it is called once, or the one that nothing calls. */
export interface Module {
  /** As in `module.lake["raw"]`; empty for the one that nothing calls. */
  readonly address: string;
  readonly folder: string;
  readonly root: string;
  /** What texts that nobody knows are told apart by. */
  readonly id: string;
  readonly given: Given;
  readonly files: Files;
  readonly variable: (name: string, place: Place) => Node | undefined;
  readonly local: (name: string) => Node | undefined;
  /** All its instances: one, a list by `count`, a map by `for_each`. */
  readonly resource: (mode: "resource" | "data", type: string, name: string, place: Place) => Node;
  readonly call: (name: string, place: Place) => Node;
  readonly effort: Effort;
  /** What an expression gives, if that is not too much. */
  readonly worth: (expression: Expression, scope: Scope) => Node | undefined;
}

/** Other files, by path from the working directory. */
export interface Files {
  /** Undefined where there is no such file, or none that can be read. */
  readonly read: (path: string) => Document | undefined;
  readonly template: (path: string) => Template | undefined;
}

/** How much has been worked out: what goes on and on is not known. */
export interface Effort {
  depth: number;
  spent: number;
}

export const deepest = 300;
export const most = 1_000_000;
