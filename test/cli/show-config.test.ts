import { join } from "node:path";
import { expect, test } from "vitest";
import { config, project } from "./a-project.js";
import { folder, gluelint } from "./gluelint.js";

const base = "version: 1\nenvironment: { region: us-east-1, secrets: [guzzle/*] }\nfailOn: warning\nrules: { compute-parses: warning }\n";
const path = folder({ ...project, "platform/base.yaml": base, "gluelint.yaml": `${config}extends: [./platform/base.yaml]\n` });
const shown = (...args: readonly string[]) => {
  const { code, stdout } = gluelint(path, "check", "--show-config", ...args);
  expect(code).toBe(0);
  return Object.fromEntries(stdout.trimEnd().split("\n").map((line) => { const [, key = "", value = "", from = ""] = /^(\S+): (.*?) +# (.*)$/.exec(line) ?? []; return [key, [JSON.parse(value) as unknown, from]]; }));
};

test("every value comes from a place, from a flag, or from nobody", () => {
  expect(shown()).toMatchObject({
    "environment.region": ["eu-west-1", "gluelint.yaml:2:24"], "environment.secrets[0]": ["guzzle/*", "platform/base.yaml:2:45"], "environment.databases": [["*"], "default"],
    "failOn": ["warning", "platform/base.yaml:3:9"], "rules.compute-parses": ["warning", "platform/base.yaml:4:26"], "roles[0].trust": ["iam/trust.json", "gluelint.yaml:7:12"], "failOnOpen": [false, "default"],
  });
});

test("a flag takes the place of what it overrules, and of nothing else", () => {
  const values = shown("--region", "eu-north-1", "--datastore", "one", "--datastore", "two", "--rule", "compute-parses:off", "--fail-on", "never", "--max-warnings", "3", "--require", "boundary");
  expect(values).toMatchObject({
    "environment.region": ["eu-north-1", "--region"], "environment.datastores": [["one", "two"], "--datastore"], "environment.sharedStorage": ["guzzle-shared", "gluelint.yaml:2:50"],
    "rules.compute-parses": ["off", "--rule"], "failOn": ["never", "--fail-on"], "maxWarnings": [3, "--max-warnings"], "require[+]": ["boundary", "--require"],
  });
  expect(Object.keys(values)).not.toContain("environment.datastores[0]");
});

test("without a configuration there are flags and defaults; one that is wrong is a mistake", () => {
  expect(shown("--no-config", "--fail-on", "note")).toMatchObject({ failOn: ["note", "--fail-on"], "environment.jobs": [["*"], "default"] });
  expect(gluelint(folder({ "gluelint.yaml": "version: 2\n" }), "check", "--show-config").code).toBe(2);
});

test("what the policy over the repository says stands apart", () => {
  const over = join(folder({ "policy.yaml": "version: 1\nfailOn: note\n" }), "policy.yaml");
  expect(shown("--policy", over)).toMatchObject({ failOn: ["warning", "platform/base.yaml:3:9"], "policy.failOn": ["note", expect.stringMatching(/policy\.yaml:2:9$/)] });
});
