import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { project } from "../cli/a-project.js";
import { repository } from "../cli/a-repository.js";
import { folder, root } from "../cli/gluelint.js";
import { command, executable } from "./a-runner.js";

const page = readFileSync(join(root, "docs/ci.md"), "utf8");

test("docs/ci.md: its commands end well in a project in which nothing is wrong", () => {
  const lines = [...page.matchAll(/```sh\n([^]*?)```/g)].flatMap(([, block = ""]) => block.trim().split("\n"));
  const [{ path }, bin] = [repository(project), folder({})];
  executable(bin, "npx", command.replace("exec", "shift; exec"));
  expect(lines.length).toBeGreaterThan(1);
  expect(lines.map((line) => [line, spawnSync("bash", ["-c", line], { cwd: path, encoding: "utf8", env: { ...process.env, PATH: `${bin}:${process.env["PATH"] ?? ""}` } }).status])).toEqual(lines.map((line) => [line, 0]));
});

test("docs/ci.md: names the inputs of the template for GitLab", () => {
  const [head = ""] = readFileSync(join(root, "gitlab/gluelint.gitlab-ci.yml"), "utf8").split(/^---$/m);
  const inputs = [...head.matchAll(/^ {4}([\w-]+):$/gm)].map(([, name = ""]) => name);
  const [, said = ""] = /Inputs are([^.]*)\./.exec(page) ?? [];
  expect(inputs.length).toBeGreaterThan(3);
  expect([...said.matchAll(/`([\w-]+)`/g)].map(([, name]) => name)).toEqual(inputs);
});
