import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { getLanguageService, TextDocument } from "vscode-json-languageservice";
import { gluelint, root } from "../cli/gluelint.js";

// The language service of Visual Studio Code, which the YAML extension stands on as well.
const fileUrl = (name: string) => pathToFileURL(join(root, "rules", `${name}.schema.json`)).href;
const service = getLanguageService({ schemaRequestService: (url) => Promise.resolve(readFileSync(new URL(url.replace("https://unpkg.com/gluelint", pathToFileURL(root).href)), "utf8")) });
service.configure({ validate: true, schemas: ["config", "compute", "report"].map((name) => ({ uri: fileUrl(name), fileMatch: [`*.${name}.json`] })) });

function opened(name: string, value: string) {
  const text = value.replace("|", "");
  const document = TextDocument.create(`file:///a.${name}.json`, "json", 1, text);
  return { document, parsed: service.parseJSONDocument(document), at: document.positionAt(value.indexOf("|")) };
}

async function completed(name: string, text: string): Promise<readonly string[]> {
  const { document, parsed, at } = opened(name, text);
  return (await service.doComplete(document, at, parsed))?.items.map(({ label }) => label.replaceAll('"', "")) ?? [];
}

async function complaints(name: string, text: string): Promise<readonly string[]> {
  const { document, parsed } = opened(name, text);
  return (await service.doValidation(document, parsed)).map(({ message, range }) => `${document.getText(range)}: ${typeof message === "string" ? message : message.value}`);
}

describe("an editor, by the schemas of the package", () => {
  test("completes the keys of gluelint.yaml, and shows what each is for", async () => {
    expect(await completed("config", '{ "version": 1, "|" }')).toEqual(expect.arrayContaining(["environment", "computes", "roles", "rules", "failOn"]));
    expect(await completed("config", '{ "environment": { "|" } }')).toEqual(expect.arrayContaining(["region", "sharedStorage", "datastores"]));
    expect(await completed("config", '{ "rules": { "compute-keeps-cost-in-budget": | } }')).toEqual(expect.arrayContaining(["error", "warning", "note", "off"]));
    const { document, parsed, at } = opened("config", '{ "fail|On": "note" }');
    expect(JSON.stringify(await service.doHover(document, at, parsed))).toContain("exit code");
  });

  test("marks a wrong key and a wrong value of gluelint.yaml, and nothing of a right one", async () => {
    expect(await complaints("config", '{ "version": 1, "compute": [] }')).toEqual(['"compute": Property compute is not allowed.']);
    expect(await complaints("config", '{ "version": 1, "failOn": "errors" }')).toEqual([expect.stringMatching(/^"errors": Value is not accepted/)]);
    expect(await complaints("config", '{ "version": 1, "roles": [{ "arn": "arn:aws:iam::123456789012:role/a" }], "failOn": "note" }')).toEqual([]);
  });

  test("completes and marks a compute", async () => {
    expect(await completed("compute", '{ "properties": { "|" } }')).toEqual(expect.arrayContaining(["glue_version", "iam_role", "worker_type"]));
    expect(await complaints("compute", '{ "version": 1, "run_mode": "aws-glue", "properties": { "glue_version": "3.0", "worker_type": "G.9X" } }')).toEqual(expect.arrayContaining([expect.stringMatching(/^"G.9X": /)]));
  });

  test("takes the report that gluelint writes", async () => {
    const { stdout } = gluelint(root, "check", "--config", "fixtures/showcase/gluelint.yaml", "--format", "json", "--now", "2026-11-22");
    expect(stdout.length).toBeGreaterThan(1000);
    expect(await complaints("report", stdout)).toEqual([]);
    expect(await complaints("report", stdout.replace('"verdict": "fail"', '"verdict": "failed"'))).toEqual([expect.stringMatching(/^"failed": /)]);
  });
});
