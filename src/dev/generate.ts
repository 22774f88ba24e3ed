import { readdir, rm, writeFile } from "node:fs/promises";
import { readErrorFile } from "./error-file.js";
import { generatedErrors } from "./generate-errors.js";
import { generatedPages } from "./generate-pages.js";
import { generatedAssets } from "./generate-assets.js";
import { generatedManagedPolicies } from "./generate-managed-policies.js";
import { generatedTypes } from "./generate-types.js";
import { generatedValidators } from "./generate-validators.js";
import { readmeWithRules } from "./generate-readme.js";
import { readFactFiles } from "./fact-files.js";
import { generatedFacts, generatedRules } from "./generate-rules.js";
import { generatedServices } from "./generate-services.js";
import { readRuleFiles } from "./rule-files.js";

/** Writes every generated file anew: from `rules/` types, rules, facts and messages as data, validators, pages, the table in the README; from packages what AWS publishes; the assets of the HTML report. */
const rules = await readRuleFiles();
const errors = await readErrorFile(rules);
const files = { ...await generatedTypes(), ...generatedRules(rules), ...generatedFacts(await readFactFiles()), ...await generatedValidators(rules), ...await generatedAssets(), ...await readmeWithRules(rules), ...generatedErrors(errors), ...generatedPages(rules, errors), ...await generatedServices(), ...generatedManagedPolicies() };
// The page of a rule that is no more would stay.
await Promise.all((await readdir("docs/rules")).filter((name) => name !== "left-out.md" && !(`docs/rules/${name}` in files)).map((name) => rm(`docs/rules/${name}`)));
await Promise.all(Object.entries(files).map(([path, text]) => writeFile(path, text)));
console.log(`${rules.length} rules, ${Object.keys(files).length} files`);
