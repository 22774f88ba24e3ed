import { readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { Ajv2019 } from "ajv/dist/2019.js";
import { parse } from "yaml";
import type { GlueFacts } from "../rules/facts.generated.js";
import { schemaAt } from "./generate-validators.js";

/** What the files below `rules/facts/` say, each under its name. Throws where they are not as `facts.schema.json` has them. */
export async function readFactFiles(): Promise<GlueFacts> {
  const valid = new Ajv2019({ allErrors: true, formats: { uri: true, date: /^\d{4}-\d\d-\d\d$/ } }).compile<GlueFacts>(await schemaAt("rules/facts.schema.json"));
  const files = (await readdir("rules/facts")).sort();
  const facts: unknown = Object.fromEntries(await Promise.all(files.map(async (file) => [basename(file, ".yaml"), parse(await readFile(join("rules/facts", file), "utf8"))] as const)));
  if (!valid(facts)) throw new Error(`rules/facts: ${valid.errors?.map((error) => `${error.instancePath} ${error.message ?? ""}`).join("; ") ?? ""}`);
  return facts;
}
