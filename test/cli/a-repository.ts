import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { folder } from "./gluelint.js";

/** A new git repository with these files in its first commit, and how to work in it. */
export function repository(files: Readonly<Record<string, string>>) {
  const path = folder(files);
  const git = (...args: readonly string[]): string => {
    const { status, stdout, stderr } = spawnSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main", ...args], { cwd: path, encoding: "utf8" });
    if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
    return stdout.trim();
  };
  const put = (name: string, text: string) => { mkdirSync(dirname(join(path, name)), { recursive: true }); writeFileSync(join(path, name), text); };
  const commit = (message: string) => { git("add", "-A"); git("commit", "-q", "-m", message); };
  git("init", "-q");
  if (Object.keys(files).length > 0) commit("first");
  return { path, git, put, commit };
}
