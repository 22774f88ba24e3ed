/**
 * The instant that a text spells, in seconds since 1970: an ISO 8601 date with or without time, fraction and offset (UTC where it
 * has none), or the seconds themselves. Undefined for anything else.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function instantOf(text: string): number | undefined {
  if (/^[+-]?\d{5,}(\.\d+)?$|^[+-]?\d{1,3}(\.\d+)?$/.test(text)) return Number(text);
  const [, date, time, zone = "Z"] = /^(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T(\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?)(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i.exec(text) ?? [];
  if (date === undefined) return undefined;
  const [, sign = "+", hours = "00", minutes = "00"] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  const [clock = "00:00", fraction = "0"] = (time ?? "00:00").split(/[.,]/);
  const milliseconds = Date.parse(`${date}T${clock}Z`.replace(/^(\d{4})T/, "$1-01T").replace(/^(\d{4}-\d{2})T/, "$1-01T"));
  const offset = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === "-" ? -1 : 1);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000 - offset + Number(`0.${fraction}`);
}
