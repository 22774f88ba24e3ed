import { tokensOf, type Token } from "./json-tokens.js";
import type { Span } from "./location.js";
import { limits, shown, type Mistake } from "./mistake.js";

/** Where the reading of a JSON text stands, and what was wrong on the way. */
export interface Cursor {
  /** The token to read next; none that JSON does not know; `end` also after a stop. */
  readonly token: () => Exclude<Token, { readonly kind: "comment" | "openComment" | "space" }>;
  /** The span of the token before. */
  readonly last: () => Span;
  /** Goes on to the next token. */
  readonly pass: () => void;
  /** Names the value around what is read next, and gives the pointer of the one so far. */
  readonly enter: (pointer: string) => string;
  /** Notes a mistake after which the reading goes on; its pointer is that of the value around, unless it says another. */
  readonly note: (mistake: Mistake) => void;
  /** Notes a mistake after which nothing is certain: the first stop counts, and the text ends there. */
  readonly stop: (message: string, span: Span, pointer?: string) => void;
  readonly stopped: () => boolean;
  readonly mistakes: () => readonly Mistake[];
}

/** A cursor at the first token of a text, from an offset on. */
export function cursorOf(text: string, from: number): Cursor {
  const nextToken = tokensOf(text, from);
  const mistakes: Mistake[] = [];
  let enclosing = "";
  let stopped = false;
  let last: Span = { start: 0, end: 0 };

  const note: Cursor["note"] = (mistake) => {
    if (stopped) return;
    mistakes.push({ pointer: enclosing, ...mistake });
    // Of more mistakes than this none is told; a text that has them is no JSON.
    if (mistakes.length >= 50 * limits.faults) stopped = true;
  };
  const stop: Cursor["stop"] = (message, span, pointer = enclosing) => {
    note({ message, span, pointer });
    stopped = true;
  };
  const spelled = ({ start, end }: Span) => shown(text.slice(start, end));
  const known = (): ReturnType<Cursor["token"]> => {
    while (!stopped) {
      const next = nextToken();
      const { span } = next;
      switch (next.kind) {
        case "comment": note({ message: `the comment ${spelled(span)} cannot stand in JSON: remove it`, span }); break;
        case "openComment": stop(`the comment ${spelled(span)} cannot stand in JSON, and never ends: remove it`, span); break;
        case "space": note({ message: `the white space ${spelled(span)} is none in JSON: write a plain space instead`, span }); break;
        default: return next;
      }
    }
    return end;
  };

  const end = { kind: "end", span: { start: text.length, end: text.length } } as const;
  let token = known();
  return {
    token: () => (stopped ? end : token),
    stopped: () => stopped,
    last: () => last,
    pass: () => {
      last = token.span;
      if (!stopped) token = known();
    },
    enter: (pointer) => {
      const outer = enclosing;
      enclosing = pointer;
      return outer;
    },
    note,
    stop,
    mistakes: () => mistakes,
  };
}
