import { writeFile } from "node:fs/promises";
import { generatedAssets } from "./generate-assets.js";
import { generatedManagedPolicies } from "./generate-managed-policies.js";
import { generatedTypes } from "./generate-types.js";
import { generatedValidators } from "./generate-validators.js";
import { readmeWithRules } from "./generate-readme.js";
import { readFactFiles } from "./fact-files.js";
import { generatedFacts, generatedRules } from "./generate-rules.js";
import { generatedServices } from "./generate-services.js";
import { readRuleFiles } from "./rule-files.js";

/** Writes every generated file anew: from `rules/` types, rules and facts as data, validators, the table in the README; from packages what AWS publishes; the assets of the HTML report. */
const rules = await readRuleFiles();
const files = { ...await generatedTypes(), ...generatedRules(rules), ...generatedFacts(await readFactFiles()), ...await generatedValidators(rules), ...await generatedAssets(), ...await readmeWithRules(rules), ...await generatedServices(), ...generatedManagedPolicies() };
await Promise.all(Object.entries(files).map(([path, text]) => writeFile(path, text)));
console.log(`${rules.length} rules, ${Object.keys(files).length} files`);
