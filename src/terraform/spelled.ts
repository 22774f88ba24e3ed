import type { Expression } from "./syntax.js";

/** An expression as a message names it, in one line. */
export function spelled(expression: Expression): string {
  const text = long(expression);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function long(expression: Expression): string {
  switch (expression.kind) {
    case "reference": return expression.name;
    case "literal": return expression.source;
    case "access": return `${spelled(expression.of)}${stepText(expression.step)}`;
    case "splat": return `${spelled(expression.of)}[*]${expression.steps.map(stepText).join("")}`;
    case "call": return `${expression.name}(${expression.arguments.map(spelled).join(", ")})`;
    case "conditional": return `${spelled(expression.condition)} ? ${spelled(expression.yes)} : ${spelled(expression.no)}`;
    case "operation": { const [left, right] = expression.operands.map(spelled); return right === undefined ? `${expression.operator}${left ?? ""}` : `${left ?? ""} ${expression.operator} ${right}`; }
    case "template": return `"${expression.parts.map((part) => part.kind === "text" ? part.runs.map(({ text }) => text).join("") : part.kind === "value" ? `\${${spelled(part.value)}}` : "…").join("")}"`;
    case "list": case "for": case "object": return "…";
  }
}

const stepText = (step: string | Expression): string => typeof step === "string" ? `.${step}` : `[${spelled(step)}]`;
