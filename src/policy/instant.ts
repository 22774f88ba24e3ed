/**
 * The instant that a text spells, in seconds since 1970: an ISO 8601 date with or without time, fraction and offset (UTC where it
 * has none), or the seconds themselves. Undefined for anything else.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function instantOf(text: string): number | undefined {
  if (/^[+-]?\d{5,}(\.\d+)?$|^[+-]?\d{1,3}(\.\d+)?$/.test(text)) return Number(text);
  const [, date = "", clock = "00:00", seconds = "00", fraction, sign, hours, minutes] = iso.exec(text) ?? [];
  const milliseconds = Date.parse(`${date}T${clock}:${seconds}Z`);
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60;
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000 + (sign === "-" ? offset : -offset) + Number(`0.${fraction ?? ""}`);
}

const iso = /^(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T(\d{2}:\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?:Z|([+-])(\d{2})(?::?(\d{2}))?)?)?$/i;
