import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folder, root } from "../cli/gluelint.js";

/** `gluelint` as a package's command: what was built here. */
export const command = `#!/bin/sh\nexec "${process.execPath}" "${root}/dist/gluelint.cjs" "$@"\n`;

/** Puts commands before all others, and into the project's node_modules if it has gluelint. */
export function executable(path: string, name: string, text: string): void {
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, name), text, { mode: 0o755 });
}

/** A comment as GitHub keeps it. */
export interface Comment {
  readonly id: number;
  readonly login: string;
  readonly body: string;
}

/** GitHub's command line over a file of comments, as far as the action calls it; with a token that may only read, as a fork's. */
const gh = `#!${process.execPath}
const { readFileSync, writeFileSync } = require("node:fs");
const [api, ...args] = process.argv.slice(2);
const valueOf = (flag) => args[args.indexOf(flag) + 1];
const comments = JSON.parse(readFileSync(process.env.COMMENTS, "utf8"));
const path = args.find((arg) => arg.startsWith("repos/"));
if (api !== "api" || process.env.GH_TOKEN === undefined) process.exit(4);
if (args.includes("--jq")) {
  if (path !== "repos/o/r/issues/7/comments" || !args.includes("--paginate")) process.exit(5);
  for (const { id, login, body } of comments) console.log([id, login, body.split("\\n")[0]].join("\\t"));
} else {
  if (process.env.GH_TOKEN === "reads") { console.error("HTTP 403: Resource not accessible by integration"); process.exit(1); }
  const body = readFileSync(valueOf("-F").replace(/^body=@/, ""), "utf8");
  const id = Number(/^repos\\/o\\/r\\/issues\\/comments\\/(\\d+)$/.exec(path)?.[1]);
  const kept = valueOf("--method") === "PATCH" && comments.some((comment) => comment.id === id) ? comments.map((comment) => comment.id === id ? { ...comment, body } : comment)
    : valueOf("--method") === "POST" && path === "repos/o/r/issues/7/comments" ? [...comments, { id: comments.length + 1, login: "github-actions[bot]", body }] : process.exit(6);
  writeFileSync(process.env.COMMENTS, JSON.stringify(kept));
}
`;

/** A runner of GitHub's with its files, and what it runs. */
export function runner(comments: readonly Comment[] = []) {
  const path = folder({ "comments.json": JSON.stringify(comments), output: "", "summary.md": "" });
  const bin = join(path, "bin");
  executable(bin, "gh", gh);
  const text = (name: string) => existsSync(join(path, name)) ? readFileSync(join(path, name), "utf8") : "";
  const run = (cwd: string, script: string, own: Readonly<Record<string, string>>) => {
    const { status, stdout, stderr } = spawnSync("bash", [join(root, "action", script)], { cwd, encoding: "utf8", env: { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}`, NO_COLOR: "1", RUNNER_TEMP: path, GITHUB_OUTPUT: join(path, "output"), GITHUB_STEP_SUMMARY: join(path, "summary.md"), GITHUB_REPOSITORY: "o/r", PULL_REQUEST: "7", COMMENTS: join(path, "comments.json"), GH_TOKEN: "writes", ...own } });
    return { code: status, stdout, stderr };
  };
  return {
    path, bin, run,
    outputs: (): Readonly<Record<string, string>> => Object.fromEntries(text("output").trim().split("\n").map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)])),
    summary: () => text("summary.md"),
    comments: () => JSON.parse(text("comments.json")) as readonly Comment[],
  };
}
