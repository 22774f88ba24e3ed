import { spawnSync } from "node:child_process";
import { onDisk } from "./paths.js";

/** What git answers, or its reason. */
export type Answered = { readonly kind: "answer"; readonly output: Buffer } | { readonly kind: "refused"; readonly because: string };

/** Asks git, at the root of the repository, without a shell and without touching the index. */
export function git(...args: readonly string[]): Answered {
  const { status, stdout, stderr, error } = spawnSync("git", ["--no-optional-locks", ...args], { cwd: onDisk("."), maxBuffer: 256 * 1024 * 1024 });
  if (error !== undefined) return { kind: "refused", because: "code" in error && error.code === "ENOENT" ? "git is not installed" : error.message };
  return status === 0 ? { kind: "answer", output: stdout } : { kind: "refused", because: stderr.toString("utf8").trim().split("\n")[0] ?? "" };
}

/** The paths in an answer of git that ends each with a NUL. */
export function pathsIn(answered: Answered): readonly string[] {
  return answered.kind === "refused" ? [] : answered.output.toString("utf8").split("\0").filter((path) => path !== "");
}
