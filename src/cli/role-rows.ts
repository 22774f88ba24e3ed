import type { Listed } from "../text/json-outline.js";

/** Where something stands. */
export interface Row extends Omit<Listed, "told"> {
  readonly file: string;
}

export interface RoleRow extends Row {
  readonly arn: string;
  /** The managed policies that are attached to it, and its boundary, by their ARNs. */
  readonly managed: readonly string[];
}

/** The rows of roles, of which there may be a hundred thousand: as objects they would fill the heap. */
export interface RoleRows extends Iterable<RoleRow> {
  readonly length: number;
}

/** Rows to which others can be added; what many have in common is kept once. */
export interface GrowingRows extends RoleRows {
  readonly add: (row: RoleRow) => void;
}

export function roleRows(): GrowingRows {
  const [numbers, arns, managed, files]: [number[], string[], (readonly string[])[], string[]] = [[], [], [], []];
  const known = new Map<string, string>();
  const kept = (text: string): string => {
    const before = known.get(text) ?? text;
    known.set(before, before);
    return before;
  };
  return {
    get length() { return arns.length; },
    add({ file, arn, managed: own, index, start, end, line, column, lineStart, before }) {
      if (files.at(-1) !== file) files.push(file);
      numbers.push(files.length - 1, index, start, end, line, column, lineStart, before);
      arns.push(arn);
      managed.push(own.length === 0 ? none : own.map(kept));
    },
    * [Symbol.iterator]() {
      for (const [i, arn] of arns.entries()) {
        const [file = 0, index = 0, start = 0, end = 0, line = 0, column = 0, lineStart = 0, before = 0] = numbers.slice(i * width, (i + 1) * width);
        yield { file: files[file] ?? "", list: "RoleDetailList", index, start, end, line, column, lineStart, before, arn, managed: managed[i] ?? none };
      }
    },
  };
}

const width = 8;
const none: readonly string[] = [];
