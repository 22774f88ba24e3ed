import type { Expression } from "./syntax.js";

/** The text of a key that is one as it stands. */
export function keyText(key: Expression): string | undefined {
  if (key.kind === "reference") return key.name;
  if (key.kind === "literal") return key.source;
  const [part, ...others] = key.kind === "template" ? key.parts : [];
  return part?.kind === "text" && others.length === 0 ? part.runs.map(({ text }) => text).join("") : undefined;
}
