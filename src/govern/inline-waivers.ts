import { commentsOf, type Comment } from "../text/comments.js";
import { isDay } from "../text/day.js";
import type { Document } from "../text/document.js";
import type { Location } from "../text/location.js";
import { nearest } from "../text/nearest.js";
import type { Settled } from "../subject/environment.js";
import type { Waiver } from "./waiver.js";

/** What a comment must begin with to waive something: `# gluelint-waive <rule> until=2027-01-31 owner=<who> -- <reason>`. */
export const marker = "gluelint-waive";

/** The waivers in the comments of a text, and the comments that mean to be one and are none. A JSON text has no comments. */
export function inlineWaivers({ artifact, text }: Document, rules: readonly string[]): readonly (Waiver | Settled)[] {
  if (artifact.endsWith(".json") || /^\uFEFF?\s*[{[]/.test(text)) return [];
  return commentsOf(text, marker).map((comment) => waiverIn(comment, { artifact, pointer: "", span: comment.span }, rules));
}

function waiverIn({ text, lines }: Comment, location: Location, rules: readonly string[]): Waiver | Settled {
  const [head = "", ...rest] = text.split(/\s--(?:\s|$)/);
  const [, rule = "", ...settings] = head.trim().split(/\s+/);
  const values = new Map(settings.map((setting) => { const [key = "", ...value] = setting.split("="); return [key, value.join("=")] as const; }));
  const [reason, until = "", owner = ""] = [rest.join(" -- ").trim(), values.get("until"), values.get("owner")];
  const fault = ruleFault(rule, rules) ?? settingsFault([...values.keys()]) ?? (until === "" ? "it says no `until=`" : isDay(until) ? undefined : `\`${until}\` is no day such as 2027-01-31`)
    ?? (owner === "" ? "it says no `owner=`" : undefined) ?? (reason === "" ? "it gives no reason behind ` -- `" : undefined);
  if (fault !== undefined) return { kind: "waiver", name: `a waiver in ${location.artifact}`, location, faults: [{ kind: "malformed", message: `this comment waives nothing: ${fault}`, location }] };
  return { rule, where: { kind: "lines", artifact: location.artifact, ...lines }, reason, owner, until, places: { where: location, until: location }, inSource: true };
}

function ruleFault(rule: string, rules: readonly string[]): string | undefined {
  if (rule === "" || rule.includes("=")) return "it names no rule";
  const meant = nearest(rule, rules);
  return rules.includes(rule) ? undefined : `there is no rule \`${rule}\`${meant ? `: did you mean \`${meant}\`?` : ""}`;
}

function settingsFault(keys: readonly string[]): string | undefined {
  const unknown = keys.find((key) => key !== "until" && key !== "owner");
  return unknown === undefined ? undefined : `\`${unknown}\` is neither \`until=\` nor \`owner=\`, and a reason stands behind \` -- \``;
}
