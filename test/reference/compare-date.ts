/** https://www.w3.org/TR/NOTE-datetime: a date, or a date with a time and its zone. */
const iso =
  /^(\d{4})-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?)?$/;

/**
 * The instant that a text stands for, in nanoseconds since 1970: an ISO 8601 date, or seconds since 1970.
 * A date alone is its midnight, a time without zone is UTC.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date
 */
export function dateOf(text: string): bigint | undefined {
  const epoch = /^(-?\d+)(?:\.(\d{1,9}))?$/.exec(text);
  if (epoch !== null) return BigInt(epoch[1] ?? "0") * second + fraction(epoch[2]);
  const found = iso.exec(text);
  if (found === null) return undefined;
  const [, year, month, day = "01", hour = "00", minute = "00", seconds = "00", part, zone = "Z"] = found;
  const milliseconds = Date.parse(`${year ?? ""}-${month ?? ""}-${day}T${hour}:${minute}:${seconds}${zone}`);
  return Number.isNaN(milliseconds) ? undefined : BigInt(milliseconds) * 1_000_000n + fraction(part);
}

const second = 1_000_000_000n;

function fraction(digits: string | undefined): bigint {
  return BigInt((digits ?? "").padEnd(9, "0"));
}
