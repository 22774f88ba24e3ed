import type { Refusal } from "./blame.js";
import type { Answered } from "./check.js";

/** Each call by the forms in which it was asked for; most have but one. */
export function callsOf(answered: readonly Answered[]): readonly (readonly Answered[])[] {
  const marks = [...new Set(answered.flatMap(({ question: { anyForm } }) => anyForm ?? []))];
  return [...marks.map((mark) => answered.filter(({ question }) => question.anyForm === mark)), ...answered.filter(({ question }) => question.anyForm === undefined).map((each) => [each])];
}

/** A call is refused where all the forms of it are. */
export function refusalOf(forms: readonly Answered[]): readonly Refusal[] {
  const refusals = forms.flatMap(({ question, answer }) => answer.kind === "no" ? [{ question, ...answer }] : []);
  return refusals.length === forms.length ? refusals.slice(0, 1).map((refusal) => ({ ...refusal, forms: forms.map(({ question: { permission } }) => permission) })) : [];
}

/** Whether a call is not granted, and perhaps need not be. */
export function isPerhaps(forms: readonly Answered[]): boolean {
  return forms.some(({ question, answer }) => question.hangsOn !== undefined && answer.kind === "no");
}
