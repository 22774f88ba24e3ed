import { writeFileSync } from "node:fs";
import { rolldown } from "rolldown";
import { dts } from "rolldown-plugin-dts";

// What only the package needs: it takes longer than all else, so that tests of the command line do without.

/** The types of a module, in one text. */
async function typesOf(input: string): Promise<string> {
  const bundle = await rolldown({ input, external: ["eslint"], plugins: [dts({ emitDtsOnly: true })] });
  const { output: [types, ...others] } = await bundle.generate({ format: "es" });
  if (others.length > 0) throw new Error(`the types of ${input} are in ${others.length + 1} files`);
  return types.code;
}

writeFileSync("dist/library.d.cts", await typesOf("src/library/index.ts"));
writeFileSync("dist/library.d.mts", 'export * from "./library.cjs";\n');

const plugin = await typesOf("src/plugin/index.ts");
writeFileSync("dist/eslint.d.mts", plugin);
// `require` gives the plugin itself.
writeFileSync("dist/eslint.d.cts", plugin.replace(/export \{ (\w+) as default \};?/, "export = $1;"));
