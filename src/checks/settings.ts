import type { Compute } from "../subject/compute.js";
import type { UnknownSetting } from "./check.js";
import { settingOf } from "./compute-properties.js";

/**
 * What `compute.temporary_path.bucket` and the like stand for: none where the compute does not set it, or sets it to what is no
 * path in S3, which is for other rules to say.
 */
export function settingValues(placeholder: string, compute: Compute): readonly string[] | UnknownSetting {
  const [, key = "", part] = /^compute\.(.+?)(?:\.(bucket|prefix|object))?$/.exec(placeholder) ?? [];
  const setting = settingOf(compute, key);
  if (setting === undefined) return [];
  if (setting.unknown) return { compute, key };
  const text = String(setting.value);
  switch (part) {
    case "bucket": return pathsIn(text).map(({ bucket }) => bucket);
    case "prefix": return pathsIn(text).map(({ name }) => name === "" || name.endsWith("/") ? name : `${name}/`);
    case "object": return text.split(",").flatMap((each) => pathsIn(each.trim())).map(({ bucket, name }) => `${bucket}/${name}${name === "" || name.endsWith("/") ? "?*" : ""}`);
    default: return isPlain(text) ? [text] : [];
  }
}

/** The bucket and the rest of a path in S3; nothing for what is none. */
function pathsIn(text: string): readonly { readonly bucket: string; readonly name: string }[] {
  const [, bucket, name = ""] = /^s3[an]?:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(text) ?? [];
  return bucket !== undefined && isPlain(name) ? [{ bucket, name }] : [];
}

/** In the pattern of a resource these would be wildcards. */
const isPlain = (text: string) => !/[*?]/.test(text);
