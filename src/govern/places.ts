import { minimatch } from "minimatch";
import { keysOf } from "../text/location.js";
import { propertyOf, stringOf, type Node } from "../text/node.js";

/** Whether a path is one of those that a glob means: itself, what the glob matches, or what lies in a folder that it matches. */
export function isInFiles(glob: string, artifact: string): boolean {
  return [glob, `${glob.replace(/\/$/, "")}/**`].some((pattern) => minimatch(artifact, pattern, { dot: true, nocomment: true, nonegate: true }));
}

/** Whether a name is one of those that a pattern means, in which `*` is any run of characters and `?` any one. */
export function isNamed(pattern: string, name: string): boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^]*").replaceAll("?", "[^]");
  return new RegExp(`^${source}$`).test(name);
}

/** Whether a JSON Pointer leads to what a pattern means or to something in it; `*` and `?` stand for characters of one key. */
export function isBelow(pattern: string, pointer: string): boolean {
  const keys = keysOf(pointer);
  return keysOf(pattern).every((key, i) => { const own = keys[i]; return own !== undefined && isNamed(key, own); });
}

/** The Sids of the statements that a pointer goes through. */
export function sidsAt(root: Node | undefined, pointer: string): readonly string[] {
  const sids: string[] = [];
  let node = root;
  for (const key of ["", ...keysOf(pointer)]) {
    if (key !== "") node = node?.kind === "list" ? node.items[Number(key)] : propertyOf(node, key);
    const sid = stringOf(propertyOf(node, "Sid"));
    if (sid !== undefined) sids.push(sid);
  }
  return sids;
}
