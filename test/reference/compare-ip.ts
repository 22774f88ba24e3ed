import type { Compare } from "./compare-string.js";

interface Address {
  /** 32 for IPv4, 128 for IPv6. */
  readonly bits: number;
  readonly value: bigint;
}

/**
 * Whether an address lies in a range. Without prefix it is one address; bits behind the prefix do not count;
 * addresses are compared as numbers; IPv4 never lies in an IPv6 range nor the other way round.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export const compareIp: Compare = (written, asked) => {
  const [text = "", prefix] = written.split("/");
  const [range, address] = [addressOf(text), addressOf(asked)];
  if (range === undefined || address === undefined || range.bits !== address.bits) return false;
  const length = prefix === undefined ? range.bits : /^\d+$/.test(prefix) ? Number(prefix) : -1;
  if (length < 0 || length > range.bits) return false;
  const dropped = BigInt(range.bits - length);
  return range.value >> dropped === address.value >> dropped;
};

function addressOf(text: string): Address | undefined {
  return text.includes(":") ? six(text) : four(text);
}

function four(text: string): Address | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return { bits: 32, value: joined(parts.map(Number), 8n) };
}

function six(text: string): Address | undefined {
  const [left = "", right, ...more] = text.split("::");
  if (more.length > 0) return undefined;
  const head = groups(left);
  const tail = groups(right ?? "");
  const missing = 8 - head.length - tail.length;
  if (right === undefined ? missing !== 0 : missing < 1) return undefined;
  const all = [...head, ...new Array<string>(missing).fill("0"), ...tail];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return { bits: 128, value: joined(all.map((group) => parseInt(group, 16)), 16n) };
}

function groups(text: string): readonly string[] {
  return text === "" ? [] : text.split(":");
}

function joined(parts: readonly number[], width: bigint): bigint {
  return parts.reduce((value, part) => (value << width) + BigInt(part), 0n);
}
