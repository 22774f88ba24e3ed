/** An address or a range of them: how many bits it has, the number they spell, and how many of them count. */
export interface IpRange {
  readonly bits: 32 | 128;
  readonly number: bigint;
  readonly prefix: number;
}

/**
 * The range that a text spells: an address, or one with `/prefix`. Without a prefix all bits count; bits behind it are allowed
 * and do not count. Undefined for anything else.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export function ipRangeOf(text: string): IpRange | undefined {
  const [, address = "", prefixText] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const parsed = address.includes(":") ? v6Of(address) : v4Of(address);
  if (parsed === undefined) return undefined;
  const prefix = prefixText === undefined ? parsed.bits : Number(prefixText);
  return prefix > parsed.bits ? undefined : { ...parsed, prefix };
}

/** Whether an address lies in a range. One of version 4 lies in none of version 6, nor the other way round. */
export function liesIn(address: IpRange, range: IpRange): boolean {
  const rest = BigInt(range.bits - range.prefix);
  return address.bits === range.bits && address.prefix >= range.prefix && address.number >> rest === range.number >> rest;
}

interface Address {
  readonly bits: 32 | 128;
  readonly number: bigint;
}

function v4Of(text: string): Address | undefined {
  const parts = text.split(".");
  const isAddress = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
  return isAddress ? { bits: 32, number: parts.reduce((number, part) => number * 256n + BigInt(part), 0n) } : undefined;
}

function v6Of(text: string): Address | undefined {
  const [head = "", tail, ...more] = withoutDots(text).split("::");
  const before = head === "" ? [] : head.split(":");
  const after = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = 8 - before.length - after.length;
  if (more.length > 0 || (tail === undefined ? missing !== 0 : missing < 1)) return undefined;
  const groups = [...before, ...Array.from({ length: missing }, () => "0"), ...after];
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) ? { bits: 128, number: groups.reduce((number, group) => number * 65536n + BigInt(`0x${group}`), 0n) } : undefined;
}

/** The last two groups may be written as an address of version 4. */
function withoutDots(text: string): string {
  const [, before = "", dotted = ""] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text) ?? [];
  const v4 = v4Of(dotted);
  return v4 ? `${before}${(v4.number >> 16n).toString(16)}:${(v4.number & 0xffffn).toString(16)}` : text;
}

/** An address in plain spelling. */
export function addressText(number: bigint, bits: IpRange["bits"]): string {
  const groups = bits === 32 ? 4 : 8;
  const width = BigInt(bits / groups);
  const parts = Array.from({ length: groups }, (_, i) => (number >> (width * BigInt(groups - 1 - i))) & ((1n << width) - 1n));
  return bits === 32 ? parts.join(".") : parts.map((part) => part.toString(16)).join(":");
}
