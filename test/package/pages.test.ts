import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, symlinkSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { Ajv2019 } from "ajv/dist/2019.js";
import { parse } from "yaml";
import type { RuleFile } from "../../src/rules/rule.generated.js";
import { compute, policy, project } from "../cli/a-project.js";
import { repository } from "../cli/a-repository.js";
import { folder, gluelint, root } from "../cli/gluelint.js";
import { dependent } from "../library/a-dependent.js";
import { failures, reportOn } from "../rules/example-environment.js";

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

/** The files that a page shows, by the names behind the language. */
const filesOf = (text: string) => Object.fromEntries([...text.matchAll(/```json (\S+)\n([^]*?)```/g)].map(([, name = "", code = ""]) => [name, code]));

/** The commands of a page with the exit code that it says, and what it shows of what they print. */
const commandsOf = (text: string) => [...text.matchAll(/```sh\n([^]*?)```(?:\n\n```text\n([^]*?)```)?/g)]
  .flatMap(([, lines = "", shown = ""]) => lines.trim().split("\n").map((line) => ({ args: line.replace(/ # .*$/, "").split(" ").slice(1), code: Number(/ # (\d)$/.exec(line)?.[1]), shown })));

describe.each(["how-proof-works.md", "offline-live-smoke.md"])("docs/%s", (name) => {
  const path = folder(filesOf(page(name)));

  test.each(commandsOf(page(name)))("gluelint $args: ends with $code and prints what is shown", ({ args, code, shown }) => {
    const run = gluelint(path, ...args);
    expect([run.code, run.stdout.includes(shown)]).toEqual([code, true]);
  });
});

test("README.md: every command that needs no account does what it says, in a project that has what it names", () => {
  const { path, put, git } = repository({ ...project, "conf/spark/etl.yml": compute, "iam/etl.new.json": policy, "access.json": '[{ "actions": ["iam:*"], "resources": ["*"] }]', "pairs.jsonl": `${JSON.stringify({ id: "a", existing: JSON.parse(policy) as unknown, new: JSON.parse(policy) as unknown, type: "identity" })}\n` });
  git("update-ref", "refs/remotes/origin/main", "HEAD");
  put("fixtures/decisions/layers.jsonl", readFileSync(join(root, "fixtures/decisions/layers.jsonl"), "utf8"));
  const text = readFileSync(join(root, "README.md"), "utf8");
  const lines = blocks(text, "sh").flatMap((block) => block.trim().split("\n")).filter((line) => /^gluelint (check (?!gluelint-)|simulate|compare|policy)/.test(line)).map((line) => line.replace(/ +# .*$/, ""));
  expect(lines.length).toBeGreaterThan(6);
  expect(lines.map((line) => { const ended = gluelint(path, ...line.split(" ").slice(1)); return { line, ended: ended.code === 0 ? "well" : ended.stdout + ended.stderr }; })).toEqual(lines.map((line) => ({ line, ended: "well" })));
});

describe("docs/writing-a-rule.md", () => {
  const [text = ""] = blocks(page("writing-a-rule.md"), "yaml");
  const rule = parse(text) as RuleFile;
  const { examples: { bad, good }, ...begun } = rule;

  test("its rule is one by the schema, of the name that it begins with", () => {
    const schema = JSON.parse(readFileSync(join(root, "rules/rule.schema.json"), "utf8")) as object;
    const ajv = new Ajv2019({ allErrors: true, formats: { uri: true, date: true } });
    expect([ajv.validate(schema, rule), ajv.errors]).toEqual([true, null]);
    expect(page("writing-a-rule.md")).toContain(`npm run new-rule -- ${rule.id}\n`);
  });

  test("its examples hold", () => {
    expect(bad.map(({ text: example }) => failures(reportOn([begun], example), rule.id).map(({ location }) => location.underline))).toEqual(bad.map(({ under }) => [under]));
    expect(good.map((example) => reportOn([begun], example).findings)).toEqual([[]]);
  });

  test("it names every verb", () => {
    const { definitions } = JSON.parse(readFileSync(join(root, "rules/rule.schema.json"), "utf8")) as { readonly definitions: Readonly<Record<string, { readonly properties?: { readonly check?: { readonly const?: string } } }>> };
    const verbs = Object.values(definitions).flatMap(({ properties }) => properties?.check?.const ?? []);
    const named = [...page("writing-a-rule.md").matchAll(/^\| `(\w+)` \|/gm)].map(([, verb = ""]) => verb).filter((verb) => verb !== "check");
    expect([verbs.length > 10, named.toSorted()]).toEqual([true, verbs.toSorted()]);
  });
});

test("every link of a page leads to a file that is there", () => {
  const pages = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", ...readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`)];
  const links = pages.flatMap((name) => [...readFileSync(join(root, name), "utf8").matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map(([, target = ""]) => ({ name, target })));
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter(({ name, target }) => !existsSync(join(root, dirname(name), target)))).toEqual([]);
});
