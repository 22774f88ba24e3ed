import type { Report } from "../audit/report.js";
import { sentence } from "./sarif-messages.js";
import type { Outcome } from "./sarif-outcomes.js";
import { uriOf } from "./sarif-places.js";

/** SARIF's descriptors of what the tool says about its own run; a notification names one by its index here. */
export const notificationRules = [
  descriptor("gluelint/failure", "NotLookedAt", "error", "Something could not be looked at.", "What could not be looked at is not known to be right.", "Make it readable, or leave it out of what gluelint is given."),
  descriptor("gluelint/skipped", "Skipped", "note", "A file was left alone.", "The file is none that gluelint judges.", "Nothing, unless the file is a policy, a compute or a template."),
  descriptor("gluelint/left-out", "LeftOut", "warning", "A finding is not among the results.", "GitHub refuses results that name no file, and more than 25,000 of them.", "Read it in the JSON report."),
  descriptor("gluelint/note", "HowFilesWereTaken", "note", "How the files were taken.", "Where no configuration says which files belong together, gluelint takes them as the note says.", "Write a gluelint.yaml."),
] as const;

// The validator of GitHub's rules holds these to what it asks of rules, full description and help included (its GH2012).
function descriptor(id: string, name: string, level: "error" | "warning" | "note", short: string, full: string, help: string) {
  return { id, name, shortDescription: { text: short }, fullDescription: { text: full }, help: { text: help }, defaultConfiguration: { level } };
}

/**
 * SARIF's one invocation: it succeeded if everything could be looked at; what could not, what was skipped, how files
 * were taken, and the findings that have no place to be shown at (`unplaced`) or no room (`cut`, a count) are its notifications.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html (3.20.21)
 */
export function invocationOf({ at, failures, skipped, notes }: Report, unplaced: readonly Outcome[], cut: number) {
  return {
    ...(at !== undefined && { startTimeUtc: at }),
    executionSuccessful: failures.length === 0,
    toolExecutionNotifications: [
      ...failures.map(({ artifact, message }) => notification(0, about(artifact, message), artifact)),
      ...skipped.map(({ artifact, because }) => notification(1, about(artifact, because), artifact)),
      ...notes.map((note) => notification(3, note)),
      ...unplaced.map(({ rule, subjects, message }) => notification(2, `A finding of ${rule} about ${subjects.join(", ")} names no file to show it in: ${message}`)),
      ...(cut > 0 ? [notification(2, `${cut} results of the lowest levels have no room in one upload`)] : []),
    ],
  };
}

const about = (artifact: string, words: string): string => (words.includes(artifact) ? words : `${artifact}: ${words}`);

function notification(index: 0 | 1 | 2 | 3, text: string, artifact = "") {
  const { id, defaultConfiguration } = notificationRules[index];
  const uri = uriOf(artifact);
  return {
    descriptor: { id, index },
    level: defaultConfiguration.level,
    message: { text: sentence(text) || `${id}.` },
    ...(uri !== undefined && { locations: [{ physicalLocation: { artifactLocation: { uri, uriBaseId: "%SRCROOT%" } } }] }),
  };
}
