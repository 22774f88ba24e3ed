import type { Node } from "../text/node.js";
import { unknownText } from "../text/unknown.js";
import { evaluate } from "./evaluate.js";
import { turnScope, turnsOf } from "./iterate.js";
import { truthOf } from "./operate.js";
import type { Scope } from "./scope.js";
import { spelled } from "./spelled.js";
import { withTrims } from "./template-syntax.js";
import type { Place, Run, Template, TemplatePart } from "./syntax.js";
import { movedTo, textIn, unknownAt, type TextNode } from "./value.js";

/** The text that a template spells; of one that is nothing but `${…}` the value itself. */
export function templateText({ parts, location }: Template, scope: Scope): Node | undefined {
  const [only, ...others] = parts;
  if (only?.kind === "value" && others.length === 0) {
    const value = evaluate(only.value, scope);
    return value && movedTo(location, value);
  }
  const runs = runsOf(parts, scope, location);
  const text = runs?.map((run) => run.text).join("");
  if (runs === undefined || text === undefined) return undefined;
  if (text.length > longest) return unknownAt(location, "a very long text", `${scope.module.id} ${location.pointer}`);
  const node: TextNode = { kind: "scalar", location, span: location.span, value: text, source: text, runs };
  return node;
}

/** No document that IAM takes is longer. */
const longest = 200_000;

function runsOf(parts: readonly TemplatePart[], scope: Scope, place: Place): readonly Run[] | undefined {
  const all = withTrims(parts).map((part) => runsIn(part, scope, place));
  return all.includes(undefined) ? undefined : all.flatMap((runs) => runs ?? []);
}

function runsIn(part: TemplatePart, scope: Scope, place: Place): readonly Run[] | undefined {
  if (part.kind === "text") return part.runs;
  const { span } = part;
  const unknown = (name: string): readonly Run[] => [{ text: unknownText(name, `${scope.module.id} ${place.pointer} ${span.start}`), span, exact: false }];
  switch (part.kind) {
    case "value": {
      const value = evaluate(part.value, scope);
      const text = value && textIn(value);
      return text === undefined ? undefined : [{ text, span, exact: false }];
    }
    case "if": {
      const holds = truthOf(evaluate(part.condition, scope));
      return holds === undefined ? unknown(`if ${spelled(part.condition)}`) : runsOf(holds ? part.yes : part.no, scope, place);
    }
    case "for": {
      const collection = evaluate(part.of, scope);
      const turns = collection && turnsOf(collection, place);
      if (turns === undefined || turns.some(({ perhaps }) => perhaps)) return unknown(`for … in ${spelled(part.of)}`);
      const all = turns.map((turn) => runsOf(part.parts, turnScope(scope, part.names, turn), place));
      return all.includes(undefined) ? undefined : all.flatMap((runs) => runs ?? []);
    }
  }
}
