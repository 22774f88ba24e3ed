import type { Change, Mend } from "../text/mend.js";

/** What a mend does, in a sentence. */
export function titleOf({ changes }: Mend): string {
  const sentence = changes.map(told).join(", and ");
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}.`;
}

function told(change: Change): string {
  switch (change.kind) {
    case "write": return `write \`${change.to === change.from ? JSON.stringify(change.to) : change.to}\``;
    case "add": return `add \`${change.key}: ${JSON.stringify(change.value)}\``;
    case "insert": return `add ${change.values.map((value) => `\`${typeof value === "string" ? value : JSON.stringify(value)}\``).join(", ")}`;
    case "remove": return "remove it";
    case "splice": return change.text === "" ? "remove it" : `write \`${change.text}\``;
  }
}
