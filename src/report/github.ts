import type { Finding, Level, Place, Report } from "../audit/report.js";
import { pathOf, shownPlace } from "./sarif-places.js";
import { isFault } from "./standing.js";
import { counted, tally } from "./tally.js";
import { wellFormed } from "./well-formed.js";
import { witnessesOf } from "./witnesses.js";
import { oneLine } from "./words.js";

/** So many annotations of a kind GitHub shows for a step, and drops the rest. Source: https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md (limitations) */
const shown = 10;

const kinds = ["error", "warning", "note"] as const satisfies readonly Level[];

const commands = { error: "error", warning: "warning", note: "notice" } as const satisfies Record<Level, string>;

/** What is said at a place, or of the run as a whole. */
interface Annotation {
  readonly level: Level;
  readonly place: Place | undefined;
  readonly title: string;
  /** Its first line says what is wrong. */
  readonly message: string;
}

/**
 * The faults as workflow commands that GitHub Actions makes annotations of, then what has no room as plain lines, last the
 * counts. Of more than ten of a kind the tenth says how many more there are. What is open or waived is in the counts alone.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function github(report: Report): string {
  const all = [...report.failures.map(({ artifact, message }): Annotation => ({ level: "error", place: undefined, title: "Could not be looked at", message: `${artifact}: ${message}` })), ...report.findings.filter(isFault).map(annotationOf)];
  const parts = kinds.map((level) => divided(level, all.filter((annotation) => annotation.level === level)));
  const rest = parts.flatMap((part) => part.rest);
  return wellFormed([
    ...parts.flatMap((part) => part.annotated.map(commandOf)),
    ...(rest.length > 0 ? [`::group::${rest.length} more`, ...rest.map(plain), "::endgroup::"] : []),
    `gluelint: ${tally(report)}`, "",
  ].join("\n"));
}

function annotationOf({ level, location, related, title, message, counterexample, fix, rule, source, evidence }: Finding): Annotation {
  const witnesses = witnessesOf(evidence);
  const request = counterexample && `Refused: ${counterexample.action} on ${counterexample.resource}`;
  return { level, place: shownPlace(location, related), title, message: [message, ...(request === undefined ? [] : [request]), ...(witnesses === undefined ? [] : [`Asked: ${witnesses}`]), fix, `${rule}: ${source}`].join("\n") };
}

function divided(level: Level, alike: readonly Annotation[]) {
  if (alike.length <= shown) return { annotated: alike, rest: [] };
  const rest = alike.slice(shown - 1);
  const more: Annotation = { level, place: undefined, title: `gluelint: ${rest.length} more`, message: `GitHub shows ${shown} annotations of a kind: ${rest.length} of ${counted(alike.length, level)} stand in the log of this step alone.` };
  return { annotated: [...alike.slice(0, shown - 1), more], rest };
}

// The runner drops the columns of what spans several lines: https://github.com/actions/runner, ActionCommandManager.cs, ValidateLinesAndColumns
function commandOf({ level, place, title, message }: Annotation): string {
  const properties = {
    ...(place && { file: pathOf(place.artifact) ?? "", line: String(place.startLine), endLine: String(place.endLine) }),
    ...(place && place.startLine === place.endLine && { col: String(place.startColumn) }),
    title,
  };
  return `::${commands[level]} ${Object.entries(properties).map(([key, value]) => `${key}=${propertyOf(value)}`).join(",")}::${dataOf(message)}`;
}

// Source: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
const dataOf = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const propertyOf = (text: string) => dataOf(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

// The runner takes `##[` for the start of a command wherever it stands.
function plain({ level, place, message }: Annotation): string {
  const [first = ""] = message.split("\n");
  return oneLine(`${level} ${place ? `${place.artifact}:${place.startLine}:${place.startColumn} ` : ""}${first}`).replaceAll("##[", "## [");
}
