/**
 * A name for a finding that stays when lines move: the hash of rule, subject, requirement, artifact and guilty text. 16
 * hexadecimal digits of FNV-1a. Findings that are alike in all of these are told apart by their ordinal, from 0.
 *
 * Source: http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function fingerprint(parts: readonly string[], ordinal: number): string {
  let hash = 0xcbf29ce484222325n;
  for (const character of [...parts, String(ordinal)].join("\0")) hash = BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, "0");
}
