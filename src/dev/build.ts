import { writeFileSync } from "node:fs";
import { rolldown, type RolldownOptions } from "rolldown";
import { loadedWhenTouched } from "./loaded-when-touched.js";
import { noticesOf } from "./notices.js";

const shared: RolldownOptions = {
  platform: "node",
  // jsonc-parser's `main` is UMD, which cannot be bundled.
  resolve: { mainFields: ["module", "main"] },
};

/** Bundles the command line into `dist/`: CommonJS, which starts faster than modules do, with what is heavy in chunks of its own. */
const bundle = await rolldown({
  ...shared, input: { gluelint: "src/cli/main.ts" },
  plugins: [{
    // commander wants it for subcommands that are programs of their own. We have none, and it takes a tenth of a start.
    name: "no-child-process-for-commander",
    resolveId: (id, importer) => id === "node:child_process" && importer?.includes("/commander/") ? "\0none" : undefined,
    load: (id) => id === "\0none" ? "export {}" : undefined,
  }, {
    // In one bundle the SDK and the command line would share chunks, and a start would load more files.
    name: "aws-in-a-bundle-of-its-own",
    resolveId: (id) => { const [, name] = /^\.\.\/aws\/(audit|organization|simulate|smoke)\.js$/.exec(id) ?? []; return name === undefined ? undefined : { id: `./aws-${name}.cjs`, external: true }; },
  }],
});
/**
 * Node 22.1 and later keep what they compiled for the next start, beside the code: who may write there may write the code as well.
 * Where nobody may, nothing is kept. Source: https://nodejs.org/api/module.html#moduleenablecompilecachecachedir
 */
const keepingCompiled = 'require("node:module").enableCompileCache?.(`${__dirname}/.compiled`);';
const output = { dir: "dist", format: "cjs", minify: true } as const;
const main = await bundle.write({
  // A chunk that several share must not take the name of one that is loaded by its own.
  ...output, entryFileNames: "[name].cjs", chunkFileNames: ({ isDynamicEntry }) => isDynamicEntry ? "[name].cjs" : "shared-[name].cjs", cleanDir: true,
  codeSplitting: { groups: [
    // What every command loads is two files and not thirty: what reads texts, which YAML stands on, also in the library, and all else.
    { name: "text", tags: ["$initial"], test: /src\/text\//, priority: 2 },
    { name: "core", tags: ["$initial"], test: /^(?!.*cli\/main\.ts$)/, priority: 1 },
    // What several formats share would else be a file for each of its modules.
    { name: "reports", test: /src\/report\//, minShareCount: 2 },
  ] },
  banner: (chunk) => chunk.isEntry ? `#!/usr/bin/env node\n${keepingCompiled}` : "",
});

/** What calls AWS, with its SDK. */
const aws = await rolldown({ ...shared, input: { "aws-audit": "src/aws/audit.ts", "aws-organization": "src/aws/organization.ts", "aws-simulate": "src/aws/simulate.ts", "aws-smoke": "src/aws/smoke.ts" } });
const audit = await aws.write({ ...output, entryFileNames: "[name].cjs", chunkFileNames: "aws-sdk-[name].cjs" });

/** The library and ESLint's plugin, beside the data and YAML of the command line; it is synchronous, so it requires them when it needs them. */
const library = await rolldown({
  ...shared, input: { library: "src/library/index.ts", eslint: "src/plugin/index.ts", "library-terraform": "src/library/terraform-files.ts" },
  plugins: [loadedWhenTouched([
    { specifier: /\/usual-services\.generated\.js$/, file: "./usual-services.generated.cjs", name: "data" },
    { specifier: /\/services\.generated\.js$/, file: "./services.generated.cjs", name: "data" },
    { specifier: /\/managed-policies\.generated\.js$/, file: "./managed-policies.generated.cjs", name: "data" },
    { specifier: /\/terraform-files\.js$/, file: "./library-terraform.cjs", name: "terraform" },
    { specifier: /\/text\/yaml\.js$/, file: "./yaml.cjs", name: "parseYaml" },
  ])],
});
const imported = await library.write({ ...output, entryFileNames: "[name].cjs", chunkFileNames: "library-[name].cjs" });
// For `import` stands the same code, so that whoever loads both ways has one library.
writeFileSync("dist/library.mjs", 'export { check, compare, prepare } from "./library.cjs";\n');
writeFileSync("dist/eslint.mjs", 'export { default } from "./eslint.cjs";\n');

const modules = [main, audit, imported].flatMap((written) => written.output.flatMap((chunk) => chunk.type === "chunk" ? chunk.moduleIds : []));
writeFileSync("dist/THIRD-PARTY-NOTICES.txt", noticesOf(modules));
