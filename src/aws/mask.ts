/**
 * A job as it may be written down: what looks like a secret is masked, so that it is found in the snapshot for the same reason
 * and can no longer be read. What only may be one, for its name alone, is masked so that nothing is found.
 */
export function masked(value: unknown, name = ""): unknown {
  if (typeof value === "string") return maskedText(value, name);
  if (Array.isArray(value)) return value.map((each) => masked(each, name));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, masked(each, key)]));
}

/** In place of a secret: letters and digits, as a password has them. */
const mask = "MASKED00";

function maskedText(text: string, name: string): string {
  if (namesSecret.test(name) && isPlain.test(text)) return mask;
  const inside = insides.reduce((before, [pattern, replacement]) => before.replace(pattern, replacement), text);
  if (inside !== text) return inside;
  return mayNameSecret.test(name) && !isReference.test(text) || looksRandom.test(text) ? `<masked>` : text;
}

/** As the rule `compute-hides-no-secret-in-arguments` reads names and values. */
const namesSecret = /([Pp]assw(or)?d|PASSW(OR)?D|[Pp]wd|[Ss]ecret[_-]?([Aa]ccess[_-]?)?[Kk]ey|[Aa]pi[_-]?[Kk]ey|[Aa]ccess[_-]?[Tt]oken|[Pp]rivate[_-]?[Kk]ey)$/;
const isPlain = /^(?=.*[0-9])(?=.*[A-Za-z])(?!.*([Ss]ecret|[Pp]assw|[Kk]ey|[Tt]oken))[^\s/:{}<>$]{8,}$/;

/** Secrets inside a larger text. */
const insides: readonly (readonly [RegExp, string])[] = [
  [/(AKIA|ASIA)[A-Z2-7]{16}/g, "$1MASKEDMASKEDMASK"],
  [/(-----BEGIN [A-Z ]*PRIVATE KEY-----)[^]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, `$1${mask}$2`],
  [/([?&;]password=)[^&;\s{}<>$]{3,}/gi, `$1${mask}`],
  [/(:\/\/[^/\s:@{}<>$]+:)[^/\s@{}<>$]{3,}@/g, `$1${mask}@`],
  [/((?:secret|passw(?:or)?d|pwd|token|access\.key|api[_-]?key|private[_-]?key|credential)[\w.-]*(?:\s*=\s*|:\s+))(?!\/\/|arn:|s3:|MASKED)[^\s&;,{}<>$]+/gi, "$1<masked>"],
];

const mayNameSecret = /(passw|pwd|passphrase|secret|token|credential|private[_-]?key|api[_-]?key|access[_-]?key)/i;

/** A name, a path or a switch tells no secret. */
const isReference = /^(arn:|s3[an]?:|https?:|\/|true$|false$|\d{0,3}$|<masked>)|[{}<>$]/;

/** Tokens by how they begin, and texts as long and mixed as AWS's secret keys. */
const looksRandom = /^(eyJ[\w-]{10,}\.|gh[opsu]_\w{20,}|xox[abps]-|sk-\w{16,})|^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9/+=]{40}$/;
