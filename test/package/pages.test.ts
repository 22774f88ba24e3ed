import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, symlinkSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { project } from "../cli/a-project.js";
import { root } from "../cli/gluelint.js";
import { dependent } from "../library/a-dependent.js";

const page = (name: string) => readFileSync(join(root, "docs", name), "utf8");
const blocks = (text: string, language: string) => [...text.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, "g"))].map(([, code = ""]) => code);

/** A folder like a user's, in which gluelint and what the page has installed are. */
function installed(files: Readonly<Record<string, string>>): string {
  const path = dependent(files);
  mkdirSync(join(path, "node_modules/.bin"));
  mkdirSync(join(path, "node_modules/@eslint"));
  symlinkSync(join(root, "dist/gluelint.cjs"), join(path, "node_modules/.bin/gluelint"));
  symlinkSync(join(root, "node_modules/.bin/eslint"), join(path, "node_modules/.bin/eslint"));
  for (const name of ["eslint", "@eslint/json", "eslint-plugin-yml"]) symlinkSync(join(root, "node_modules", name), join(path, "node_modules", name));
  return path;
}

/** Runs a line of a page as a user would who has the package; `node` before it, since what is built here may not be executable. */
const run = (path: string, line: string) => spawnSync("bash", ["-c", line.replaceAll("npx gluelint", `"${process.execPath}" node_modules/.bin/gluelint`).replaceAll("npx eslint", `"${process.execPath}" node_modules/.bin/eslint`)], { cwd: path, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });

describe("the commands of the pages", () => {
  test("docs/getting-started.md: from nothing to a check that fails nothing", () => {
    const { "gluelint.yaml": _, ...files } = project;
    const path = installed(files);
    const lines = blocks(page("getting-started.md"), "sh").flatMap((block) => block.trim().split("\n")).filter((line) => !line.startsWith("npm install"));
    expect(lines).toEqual(expect.arrayContaining(["npx gluelint init", "npx gluelint check"]));
    expect(lines.map((line) => ({ line, status: run(path, line).status }))).toEqual(lines.map((line) => ({ line, status: 0 })));
  });

  test("docs/editors.md: ESLint with the configuration of the page marks a policy, and passes one that is right", () => {
    const [config = ""] = blocks(page("editors.md"), "js");
    const line = blocks(page("editors.md"), "sh").find((block) => block.includes("npx eslint")) ?? "";
    expect(run(installed({ ...project, "eslint.config.js": config }), line)).toMatchObject({ status: 0, stdout: "" });
    const wrong = run(installed({ ...project, "eslint.config.js": config, "conf/glue.yml": project["conf/glue.yml"].replace("worker_type: G.1X", "worker_type: G 1X") }), line);
    expect(wrong).toMatchObject({ status: 1, stdout: expect.stringMatching(/glue\.yml[^]* error .*gluelint\//) });
  });

  test("docs/editors.md: the completion for bash", () => {
    const [line = ""] = blocks(page("editors.md"), "sh").at(-1)?.split("\n") ?? [];
    expect(run(installed({}), `${line}\ncomplete -p gluelint`).stdout).toContain("-F _gluelint gluelint");
  });
});

test("every link of a page leads to a file that is there", () => {
  const pages = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", ...readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)];
  const links = pages.flatMap((name) => [...readFileSync(join(root, name), "utf8").matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, target = ""]) => ({ name, target })));
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter(({ name, target }) => !existsSync(join(root, dirname(name), target)))).toEqual([]);
});
