/**
 * A part of a text that nobody can know from what is given: a parameter without a value, the name that AWS will make up for a
 * bucket. It stands inside the text between two characters of Unicode's private use, which no file of a user may bring in
 * (`withoutUnknowns`), and is the same string wherever it has the same name.
 */
export function unknownText(name: string, scope = ""): string {
  return `${start}${encoded(name)}${scope === "" ? "" : `@${encoded(scope)}`}${end}`;
}

/** Whether the text has parts that nobody knows. */
export function hasUnknown(text: string): boolean {
  return text.includes(start);
}

/** The names of the unknown parts, each once, in the order of the text, as a message spells them. */
export function unknownNames(text: string): readonly string[] {
  return [...new Set(Array.from(text.matchAll(spelling), ([, name = ""]) => nameOf(name)))];
}

/** The text as its author would spell it: an unknown part is `${BucketName}`. */
export function readable(text: string): string {
  return hasUnknown(text) ? text.replace(spelling, (_, name: string) => `\${${nameOf(name)}}`) : text;
}

/** The unknown parts of a text, as they stand in it. */
export function unknownsIn(text: string): readonly string[] {
  return hasUnknown(text) ? text.match(spelling) ?? [] : [];
}

/** The text in parts: known, unknown as it stands in the text, known, and so on. */
export function unknownParts(text: string): readonly string[] {
  return hasUnknown(text) ? text.split(/(\uE000[^\uE001]*\uE001)/) : [text];
}

/** The text without its unknown parts. */
export function knownPart(text: string): string {
  return text.replace(spelling, "");
}

/** What the unknown part is that a text begins with: the first word of its name; undefined where it begins with plain text. */
export function leadingUnknown(text: string): string | undefined {
  return /^\uE000(\w*)/.exec(text)?.[1];
}

/**
 * Whether an unknown part, as it stands in a text, can hold no slash: a name that AWS makes up, an account, a Region, the name of
 * a stack, and a parameter that is told to hold none (`piece`).
 */
export function isOnePiece(unknown: string): boolean {
  return /^\uE000(?:(?:bucket|name|piece|account of|Region of) |AWS (?:AccountId|Region|Partition|StackName)[@\uE001])/.test(unknown);
}

/** The text of a file, in which nothing may pass for an unknown part. */
export function withoutUnknowns(text: string): string {
  return /[\uE000\uE001]/.test(text) ? text.replace(/[\uE000\uE001]/g, "\uFFFD") : text;
}

const start = "\uE000";
const end = "\uE001";
const spelling = /\uE000([^\uE001@]*)(?:@[^\uE001]*)?\uE001/g;

/** The colons, slashes and wildcards of a name are no colons, slashes and wildcards of the text around it. */
const encoded = (name: string) => name.replace(/[^\w .-]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
const decoded = (name: string) => name.replace(/%([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** What a name is the name of (`Ref`, `GetAtt`, `bucket`, `piece`) is for us and not for the reader. */
const nameOf = (name: string): string => readable(decoded(name).replace(/^(Ref|GetAtt|bucket|name|piece|If|AWS) (?=.)/, (_, kind: string) => kind === "AWS" ? "AWS::" : ""));
