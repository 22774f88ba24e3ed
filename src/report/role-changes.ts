import type { RoleChange, Told } from "../audit/role-changes.js";
import { code, prose } from "./markdown-text.js";

/** A comment has room for 65,536 characters; what is kept back is for whoever puts a line above or below. */
const room = 65_536 - 2_048;

const signs = { gained: "➕", lost: "➖", open: "❔" } as const;

/**
 * What roles gain and lose as a comment for a pull request: one line each, with a request that shows it. The first line, which nobody
 * sees, lets a bot find its comment again.
 */
export function roleChangesInMarkdown(changes: readonly RoleChange[], since: string | undefined): string {
  const head = ["<!-- gluelint roles -->", `### ${prose(headline(changes, since))}`, ""];
  const lines = changes.flatMap(linesOf);
  let left = room - head.join("\n").length;
  const fitting = lines.filter((line) => (left -= line.length + 1) > 0);
  const rest = lines.length - fitting.length;
  return `${[...head, ...fitting, ...(rest > 0 ? [`- and ${rest} more, for which there is no room here`] : [])].join("\n").trimEnd()}\n`;
}

function headline(changes: readonly RoleChange[], since: string | undefined): string {
  const counts = (["gained", "lost", "open"] as const).map((key) => ({ key, count: changes.filter((change) => change[key] !== undefined).length })).filter(({ count }) => count > 0);
  const words = { gained: "gained", lost: "lost what is documented", open: "of which nobody can say" };
  const where = since === undefined ? "" : ` since \`${since}\``;
  return counts.length === 0 ? `No role gained access or lost what is documented${where}` : `Access of roles${where}: ${counts.map(({ key, count }) => `${count} ${words[key]}`).join(", ")}`;
}

function linesOf({ role, change, gained, lost, open }: RoleChange): readonly string[] {
  const told = [...(gained ? [toldAs(signs.gained, gained)] : []), ...(lost ? [toldAs(signs.lost, lost)] : []), ...(open === undefined ? [] : [`- ${signs.open} ${prose(open)}`])];
  return told.length > 0 ? told : [`- ${prose(`\`${role}\` was ${change}, and no access with it`)}`];
}

const toldAs = (sign: string, { sentence, requests }: Told) => `- ${sign} ${prose(sentence)}${requests.length === 0 ? "" : `: ${requests.map(requested).join("; ")}`}`;

/** A request in one line. */
function requested({ principal, action, resource, context = {} }: Told["requests"][number]): string {
  const keys = Object.entries(context).map(([key, value]) => `${code(key)} = ${code([value].flat().join(", "))}`);
  return `${code(action)} on ${code(resource)} as ${principal === null ? "anybody" : code(principal)}${keys.length === 0 ? "" : ` where ${keys.join(", ")}`}`;
}
