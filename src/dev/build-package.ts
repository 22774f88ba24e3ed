import { writeFileSync } from "node:fs";
import { rolldown } from "rolldown";
import { dts } from "rolldown-plugin-dts";

// What only the package needs: it takes longer than all else, so that tests of the command line do without.

/** The types of what can be imported, in one file. */
const bundle = await rolldown({ input: "src/library/index.ts", plugins: [dts({ emitDtsOnly: true })] });
const { output: [types, ...others] } = await bundle.generate({ format: "es" });
if (others.length > 0) throw new Error(`the types are in ${others.length + 1} files: ${others.map(({ fileName }) => fileName).join(", ")}`);
writeFileSync("dist/library.d.cts", types.code);
writeFileSync("dist/library.d.mts", 'export * from "./library.cjs";\n');
