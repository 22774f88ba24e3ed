import { rolldown } from "rolldown";

/** Bundles the command line into `dist/`: CommonJS, which starts faster than modules do, with what is heavy in chunks of its own. */
const bundle = await rolldown({
  input: { gluelint: "src/cli/main.ts" },
  platform: "node",
  // jsonc-parser's `main` is UMD, which cannot be bundled.
  resolve: { mainFields: ["module", "main"] },
});
await bundle.write({
  dir: "dist", format: "cjs", entryFileNames: "[name].cjs", chunkFileNames: "[name].cjs", minify: true, cleanDir: true,
  banner: (chunk) => chunk.isEntry ? "#!/usr/bin/env node" : "",
});
