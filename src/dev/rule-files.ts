import { readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { Ajv2019 } from "ajv/dist/2019.js";
import { parse } from "yaml";
import { schemaAt } from "./generate-validators.js";
import type { RuleFile } from "../rules/rule.generated.js";

/** All rule files, in the order of their paths. Throws for one that is not as `rule.schema.json` has it, or not named after its rule. */
export async function readRuleFiles(): Promise<readonly RuleFile[]> {
  const schema = await schemaAt("rules/rule.schema.json");
  const valid = new Ajv2019({ allErrors: true, formats: { uri: true, date: /^\d{4}-\d\d-\d\d$/ } }).compile<RuleFile>(schema);
  const paths = (await readdir("rules", { recursive: true })).filter((path) => path.endsWith(".yaml") && path !== "errors.yaml" && !path.startsWith("facts")).sort();
  return Promise.all(paths.map(async (path) => {
    const rule: unknown = parse(await readFile(join("rules", path), "utf8"));
    if (!valid(rule)) throw new Error(`rules/${path}: ${valid.errors?.map((error) => `${error.instancePath} ${error.message ?? ""}`).join("; ") ?? ""}`);
    if (basename(path, ".yaml") !== rule.id) throw new Error(`rules/${path} holds the rule ${rule.id}: file and rule have one name`);
    return rule;
  }));
}
