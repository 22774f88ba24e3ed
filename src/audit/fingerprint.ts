/**
 * A name for a finding that stays when lines move: the hash of rule, subject, requirement, artifact and guilty text. 16
 * hexadecimal digits: FNV-1a of 32 bits, of the text and of the text turned round. Findings that are alike in all of these are
 * told apart by their ordinal, from 0.
 *
 * Source: http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function fingerprint(parts: readonly string[], ordinal: number): string {
  const text = [...parts, String(ordinal)].join("\0");
  let [forward, backward] = [basis, basis];
  for (let i = 0; i < text.length; i++) {
    forward = Math.imul(forward ^ text.charCodeAt(i), prime);
    backward = Math.imul(backward ^ text.charCodeAt(text.length - 1 - i), prime);
  }
  return hexOf(forward) + hexOf(backward);
}

const basis = 0x811c9dc5;
const prime = 0x01000193;

const hexOf = (hash: number) => (hash >>> 0).toString(16).padStart(8, "0");
