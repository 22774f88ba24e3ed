import type { Report } from "../audit/report.js";
import { counted } from "./tally.js";

export interface Headline {
  readonly kind: "fail" | "open" | "pass";
  readonly text: string;
}

/** The answer to the question people have, in one sentence: will tonight's run work? Nothing passes that was not looked at. */
export function headlineOf({ summary, failures, since }: Report): Headline {
  const { subjects, errors } = summary;
  const failing = subjects.filter((subject) => subject.failing > 0).length;
  const open = subjects.filter((subject) => subject.open > 0 || subject.proved === 0).length;
  const whole = subjects.length === 1 ? "the one compute or role" : `${subjects.length} computes and roles`;
  if (failing > 0) return { kind: "fail", text: subjects.length === 1 ? `${subjects[0]?.subject ?? ""} will fail` : `${failing} of ${whole} will fail` };
  if (errors > 0) return { kind: "fail", text: `${counted(errors, "error")} found` };
  if (failures.length > 0) return { kind: "open", text: `${counted(failures.length, "thing")} could not be looked at` };
  if (since !== undefined && subjects.every((subject) => subject.open === 0)) return { kind: "pass", text: `The change since ${since} breaks nothing` };
  if (subjects.length === 0) return { kind: "open", text: "No compute and no job role was judged" };
  if (open > 0) return { kind: "open", text: subjects.length === 1 ? `Nothing is refuted, but not everything is known of ${subjects[0]?.subject ?? ""}` : `Nothing is refuted, but not everything is known of ${open} of ${whole}` };
  return { kind: "pass", text: `All that is demanded of ${whole} is proved` };
}
