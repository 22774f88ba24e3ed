import { existsSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { version } from "../library/version.js";
import { firstConfig } from "../sources/first-config.js";
import type { ExitCode } from "./exit-code.js";
import { readDocument } from "./files.js";
import { names } from "./find-config.js";
import { filesOf } from "./gather-paths.js";
import { onlyDisk } from "./overlay.js";
import { onDisk, toSlashes } from "./paths.js";
import { say, sayMisused } from "./say.js";
import { isSystemError } from "./system-error.js";

/** Writes a first gluelint.yaml here, from what lies below; one that is there is never touched. */
export async function init(): Promise<ExitCode> {
  const present = names.find((name) => existsSync(name));
  if (present !== undefined) return sayMisused([`${present} is there already, and is left as it is: gluelint check reads it`]);
  const readings = await Promise.all((await filesOf(".", onlyDisk)).map((path) => readDocument(path, "any")));
  const documents = readings.flatMap((reading) => reading.kind === "document" ? [reading.document] : []);
  const { text, said } = firstConfig({ documents, schema: schemaFrom(process.cwd()), pathOf: ({ artifact }) => toSlashes(relative(process.cwd(), onDisk(artifact))) });
  try {
    writeFileSync("gluelint.yaml", text, { flag: "wx" });
  } catch (error) {
    if (isSystemError(error)) return sayMisused([error.message]);
    throw error;
  }
  [`wrote gluelint.yaml: ${said.join("; ")}`, "next: say under `environment` what is a comment there, then gluelint check"].forEach(say);
  return 0;
}

/** The schema in the package, where it is installed here or above; else where npm's packages are served. */
function schemaFrom(folder: string): string {
  for (let above = folder; ; above = dirname(above)) {
    const schema = join(above, "node_modules/gluelint/rules/config.schema.json");
    if (existsSync(schema)) return toSlashes(relative(folder, schema)).replace(/^(?!\.)/, "./");
    if (above === dirname(above)) return `https://unpkg.com/gluelint@${version}/rules/config.schema.json`;
  }
}
