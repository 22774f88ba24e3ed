import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { folder, gluelint, root } from "./cli/gluelint.js";

const formats = { stylish: "showcase.txt", json: "showcase.json", sarif: "showcase.sarif", junit: "showcase.junit.xml", github: "showcase.github.txt", gitlab: "showcase.gitlab.json", markdown: "showcase.md", html: "showcase.html" };
const there = folder({});
gluelint(root, "check", "--config", "fixtures/showcase/gluelint.yaml", "--deterministic", "--now", "2026-11-22", ...Object.entries(formats).flatMap(([format, file]) => ["--format", `${format}:${join(there, file)}`]));

test.each(Object.values(formats))("reports/%s is what the showcase gives, byte for byte (npm run reports writes it anew)", (file) => {
  expect(readFileSync(join(there, file), "utf8")).toBe(readFileSync(join(root, "reports", file), "utf8"));
});

test("the example of the README is what gluelint says of it", () => {
  const { stdout } = gluelint(root, "check", "--config", "fixtures/example/gluelint.yaml", "--deterministic", "--now", "2026-11-22");
  expect(stdout).toBe(readFileSync(join(root, "reports/example.txt"), "utf8"));
  expect(readFileSync(join(root, "README.md"), "utf8")).toContain(stdout.trimEnd());
});

test("the JSON report is as its schema has it", () => {
  const valid = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(join(root, "rules/report.schema.json"), "utf8")) as object);
  expect(valid(JSON.parse(readFileSync(join(there, "showcase.json"), "utf8"))) ? [] : valid.errors).toEqual([]);
});
