import { textOf } from "../templates/values.js";
import type { Entry, Node } from "../text/node.js";
import { accessed, splatted } from "./access.js";
import { called } from "./call.js";
import { evaluate, evaluated } from "./evaluate.js";
import { iterated } from "./iterate.js";
import { keyText } from "./key-text.js";
import { operated, truthOf } from "./operate.js";
import type { Scope } from "./scope.js";
import { spelled } from "./spelled.js";
import type { Expression, ObjectEntry } from "./syntax.js";
import { templateText } from "./template-text.js";
import { eitherAt, listAt, movedTo, unknownAt } from "./value.js";

/** What an expression gives, each kind in its way. */
export function worth(expression: Expression, scope: Scope): Node | undefined {
  const { location } = expression;
  switch (expression.kind) {
    case "literal": return { kind: "scalar", location, span: location.span, value: expression.value, source: expression.source };
    case "template": return templateText(expression, scope);
    case "list": return listAt(location, expression.items.map((item) => evaluated(item, scope)));
    case "object": return { kind: "map", location, span: location.span, entries: distinct(expression.entries.map((entry) => entryOf(entry, scope))) };
    case "reference": { const value = scope.names.get(expression.name); return value && movedTo(location, value); }
    case "access": return accessed(expression, scope);
    case "splat": return splatted(expression, scope);
    case "call": return called(expression, scope);
    case "for": return iterated(expression, scope);
    case "operation": return operated(expression, scope);
    case "conditional": {
      const condition = evaluate(expression.condition, scope);
      const holds = truthOf(condition);
      if (holds !== undefined) return evaluate(holds ? expression.yes : expression.no, scope);
      const name = condition && textOf(condition);
      return eitherAt(location, name ?? textOf(unknownAt(location, spelled(expression.condition), `${scope.module.id} ${location.pointer}`)) ?? "", evaluate(expression.yes, scope), evaluate(expression.no, scope));
    }
  }
}

function entryOf({ key, value }: ObjectEntry, scope: Scope): Entry {
  const name = keyText(key) ?? textOf(evaluated(key, scope)) ?? spelled(key);
  return { key: name, keySpan: key.location.span, value: evaluated(value, scope) };
}

/** Of a key that stands twice the last counts. */
const distinct = (entries: readonly Entry[]) => [...new Map(entries.map((entry) => [entry.key, entry])).values()];
