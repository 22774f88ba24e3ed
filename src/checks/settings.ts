import type { Compute } from "../subject/compute.js";
import { settingOf } from "./compute-properties.js";
import type { UnknownSetting } from "./check.js";

/**
 * What `compute.temporary_path.bucket` and the like stand for: none where the compute does not set it, or sets it to what is no
 * path in S3, which is for other rules to say.
 */
export function settingValues(placeholder: string, compute: Compute): readonly string[] | UnknownSetting {
  const { key, part } = partsOf(placeholder);
  const setting = settingOf(compute, key);
  if (setting === undefined) return [];
  if (setting.unknown) return { compute, key };
  const text = String(setting.value);
  return part === undefined ? [text].filter(isPlain) : pathsIn(text, part).flatMap((path) => pathOf(path) ?? []).map((path) => inPath(path, part));
}

/**
 * The same of a setting that is unknown in part: what stands where the name of a bucket must stand is one, whatever it is called.
 * Undefined where nobody knows how the path goes on, or whether it ends with a slash.
 */
export function symbolicValues(placeholder: string, compute: Compute): readonly string[] | undefined {
  const { key, part } = partsOf(placeholder);
  const setting = settingOf(compute, key);
  if (setting === undefined || part === undefined) return undefined;
  const paths = pathsIn(String(setting.value), part).map(symbolicPath);
  return paths.includes(undefined) ? undefined : paths.flatMap((path) => path ?? []).map((path) => inPath(path, part));
}

/** The setting that a placeholder is about. */
export const keyIn = (placeholder: string): string => partsOf(placeholder).key;

type Part = "bucket" | "prefix" | "object";

interface Path {
  readonly bucket: string;
  readonly name: string;
}

function partsOf(placeholder: string): { readonly key: string; readonly part: Part | undefined } {
  const [, key = "", part] = /^compute\.(.+?)(?:\.(bucket|prefix|object))?$/.exec(placeholder) ?? [];
  return { key, part: part === "bucket" || part === "prefix" || part === "object" ? part : undefined };
}

/** Objects may be several, with commas between. */
const pathsIn = (text: string, part: Part) => part === "object" ? text.split(",").map((each) => each.trim()) : [text];

function inPath({ bucket, name }: Path, part: Part): string {
  switch (part) {
    case "bucket": return bucket;
    case "prefix": return name === "" || name.endsWith("/") ? name : `${name}/`;
    case "object": return `${bucket}/${name}${name === "" || name.endsWith("/") ? "?*" : ""}`;
  }
}

/** The bucket and the rest of a path in S3; nothing for what is none. */
function pathOf(text: string): Path | undefined {
  const [, bucket, name = ""] = /^s3[an]?:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(text) ?? [];
  return bucket !== undefined && isPlain(name) ? { bucket, name } : undefined;
}

/** The same where parts of it are unknown (`text/unknown.ts`), but neither the end of the bucket's name nor that of the whole; a placeholder of Guzzle's may be anything. */
function symbolicPath(text: string): Path | undefined {
  const [, bucket, name = ""] = /^s3[an]?:\/\/((?:[a-z0-9.-]|\uE000[^\uE001]*\uE001)+)\/((?:.*[^\uE001])?)$/.exec(text) ?? [];
  return bucket !== undefined && isPlain(name) && !name.includes("${") ? { bucket, name } : undefined;
}

/** In the pattern of a resource these would be wildcards. */
const isPlain = (text: string) => !/[*?]/.test(text);
