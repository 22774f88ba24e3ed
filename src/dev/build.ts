import { rolldown } from "rolldown";

/** Bundles the command line into `dist/`: CommonJS, which starts faster than modules do, with what is heavy in chunks of its own. */
const bundle = await rolldown({
  input: { gluelint: "src/cli/main.ts" },
  platform: "node",
  // jsonc-parser's `main` is UMD, which cannot be bundled.
  resolve: { mainFields: ["module", "main"] },
  plugins: [{
    // commander wants it for subcommands that are programs of their own. We have none, and it takes a tenth of a start.
    name: "no-child-process-for-commander",
    resolveId: (id, importer) => id === "node:child_process" && importer?.includes("/commander/") ? "\0none" : undefined,
    load: (id) => id === "\0none" ? "export {}" : undefined,
  }],
});
await bundle.write({
  dir: "dist", format: "cjs", entryFileNames: "[name].cjs", chunkFileNames: "[name].cjs", minify: true, cleanDir: true,
  // What several formats share would else be a file for each of its modules.
  codeSplitting: { groups: [{ name: "reports", test: /src\/report\//, minShareCount: 2 }] },
  banner: (chunk) => chunk.isEntry ? "#!/usr/bin/env node" : "",
});
