import { readFile } from "node:fs/promises";
import { Ajv2019 } from "ajv/dist/2019.js";
import { parse } from "yaml";
import type { ErrorFile } from "../rules/error.generated.js";
import { schemaAt } from "./generate-validators.js";

/** The messages of AWS's that `rules/errors.yaml` knows. Throws where it is not as `errors.schema.json` has it, or names a rule that there is not. */
export async function readErrorFile(rules: readonly { readonly id: string }[]): Promise<ErrorFile> {
  const valid = new Ajv2019({ allErrors: true, formats: { uri: true, date: /^\d{4}-\d\d-\d\d$/ } }).compile<ErrorFile>(await schemaAt("rules/errors.schema.json"));
  const file: unknown = parse(await readFile("rules/errors.yaml", "utf8"));
  if (!valid(file)) throw new Error(`rules/errors.yaml: ${valid.errors?.map((error) => `${error.instancePath} ${error.message ?? ""}`).join("; ") ?? ""}`);
  const ids = new Set(rules.map(({ id }) => id));
  for (const { text, rules: predicting = [], see = [], examples = [] } of file.errors) {
    const unknown = [...predicting, ...see, ...examples.map(({ rule }) => rule)].filter((id) => !ids.has(id));
    if (unknown.length > 0) throw new Error(`rules/errors.yaml: "${text}" names ${unknown.join(", ")}, and there is no such rule`);
  }
  return file;
}
