import { pathIn } from "./file-functions.js";

/** A function of values that are known; undefined where Terraform would refuse them. */
type Plain = (...given: readonly unknown[]) => unknown;

/** What a function gives that is known here, but not for these values. */
export const unsupported = Symbol("unsupported");

const text = (work: (text: string, ...others: readonly string[]) => unknown): Plain => (...given) => given.every(isScalar) ? work(String(given[0] ?? ""), ...given.slice(1).map(String)) : undefined;
const isScalar = (value: unknown): value is string | number | boolean | null => typeof value !== "object" || value === null;
const list = (work: (items: readonly unknown[], ...others: readonly unknown[]) => unknown): Plain => (items, ...others) => Array.isArray(items) ? work(items, ...others) : undefined;
const numbers = (work: (...numbers: readonly number[]) => number): Plain => (...given) => { const all = given.map(Number); return all.every(Number.isFinite) ? work(...all) : undefined; };

/** Source: https://developer.hashicorp.com/terraform/language/functions */
export const plainFunctions: ReadonlyMap<string, Plain> = new Map<string, Plain>([
  ["lower", text((value) => value.toLowerCase())],
  ["upper", text((value) => value.toUpperCase())],
  ["title", text((value) => value.replace(/(^|[^\p{L}\p{N}_'])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()))],
  ["trimspace", text((value) => value.trim())],
  ["chomp", text((value) => value.replace(/(\r?\n)+$/, ""))],
  ["trimprefix", text((value, prefix = "") => value.startsWith(prefix) ? value.slice(prefix.length) : value)],
  ["trimsuffix", text((value, suffix = "") => suffix !== "" && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value)],
  ["trim", text((value, characters = "") => trimmed(value, characters))],
  ["startswith", text((value, prefix = "") => value.startsWith(prefix))],
  ["endswith", text((value, suffix = "") => value.endsWith(suffix))],
  ["strcontains", text((value, part = "") => value.includes(part))],
  ["strrev", text((value) => Array.from(value).reverse().join(""))],
  ["indent", text((spaces, value = "") => value.replaceAll("\n", `\n${" ".repeat(Math.min(Number(spaces) || 0, 100))}`))],
  ["substr", text((value, from = "0", length = "-1") => { const start = Number(from) < 0 ? value.length + Number(from) : Number(from); return value.slice(start, Number(length) < 0 ? undefined : start + Number(length)); })],
  // A pattern between slashes is one of another language of patterns, and may take ever so long.
  ["replace", text((value, part = "", other = "") => part.length > 1 && part.startsWith("/") && part.endsWith("/") ? replacedSimply(value, part.slice(1, -1), other) : value.replaceAll(part, () => other))],
  ["split", text((separator, value = "") => value === "" ? [""] : value.split(separator))],
  ["basename", text((path) => path.replace(/\/+$/, "").replace(/^.*\//, ""))],
  ["dirname", text((path) => path.includes("/") ? path.replace(/\/[^/]*$/, "") || "/" : ".")],
  ["abspath", text((path) => pathIn(path))],
  ["sort", list((items) => items.map(String).sort())],
  ["range", (...given) => { const [a = 0, b, c = 1] = given.map(Number); const [from, to] = b === undefined ? [0, a] : [a, b]; return c > 0 && (to - from) / c <= 1000 ? Array.from({ length: Math.max(0, Math.ceil((to - from) / c)) }, (_, i) => from + i * c) : undefined; }],
  ["index", list((items, value) => { const at = items.indexOf(value); return at < 0 ? undefined : at; })],
  ["setintersection", list((items, ...others) => items.filter((item) => others.every((other) => Array.isArray(other) && other.includes(item))))],
  ["setsubtract", list((items, other) => Array.isArray(other) ? items.filter((item) => !other.includes(item)) : undefined)],
  ["setproduct", (...lists) => lists.every((each) => Array.isArray(each)) && lists.reduce<number>((count, each) => count * (Array.isArray(each) ? each.length : 0), 1) <= 1000 ? lists.reduce<readonly (readonly unknown[])[]>((rows, each) => rows.flatMap((row) => Array.isArray(each) ? each.map((item: unknown) => [...row, item]) : []), [[]]) : undefined],
  ["chunklist", list((items, size) => Number(size) > 0 ? Array.from({ length: Math.ceil(items.length / Number(size)) }, (_, i) => items.slice(i * Number(size), (i + 1) * Number(size))) : undefined)],
  ["alltrue", list((items) => items.every((item) => String(item) === "true"))],
  ["anytrue", list((items) => items.some((item) => String(item) === "true"))],
  ["sum", list((items) => items.reduce<number>((sum, item) => sum + Number(item), 0))],
  ["min", numbers((...all) => Math.min(...all))], ["max", numbers((...all) => Math.max(...all))],
  ["abs", numbers((value = 0) => Math.abs(value))], ["ceil", numbers((value = 0) => Math.ceil(value))], ["floor", numbers((value = 0) => Math.floor(value))],
]);

function trimmed(value: string, characters: string): string {
  const all = Array.from(value);
  const from = all.findIndex((character) => !characters.includes(character));
  return from < 0 ? "" : all.slice(from, all.findLastIndex((character) => !characters.includes(character)) + 1).join("");
}

/** Of the patterns between slashes those that are a set of characters, perhaps repeated, as people clean names with. */
function replacedSimply(value: string, pattern: string, other: string): unknown {
  return /^\[\^?[\w .\\/:_-]*\]\+?$/.test(pattern) && !other.includes("$") ? value.replace(new RegExp(pattern, "gu"), () => other) : unsupported;
}
