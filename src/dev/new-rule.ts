import { Command } from "commander";
import manifest from "../../package.json" with { type: "json" };
import { writeRule } from "./new-rule-file.js";

/** Begins a rule: `npm run new-rule -- job-role-can-read-parameters [--check can]`. */
new Command("new-rule").description("writes the file of a new rule, to be filled in")
  .argument("<id>", "the sentence that must hold, as in job-role-can-read-secrets")
  .option("--check <verb>", "the verb that tests it; default: the usual one for its subject")
  .action((id: string, { check }: { readonly check?: string }) => {
    const outcome = writeRule(".", { id, check, since: manifest.version, read: new Date().toISOString().slice(0, 10) });
    if (outcome.kind === "refused") {
      console.error(`${id}: ${outcome.because}`);
      process.exitCode = 1;
      return;
    }
    console.log(`1. fill in ${outcome.path}, wherever it says "write here"`);
    console.log("2. npm run generate");
    console.log("3. npm test: its examples fail until the rule is written; then npm run reports, and read what changed");
  })
  .parse();
