import { defineConfig } from "eslint/config";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/**
 * The floors of the house: a row for each folder of src/. Its files import one another, the folders that they stand `on`, and
 * what the row lets the files of some name import `besides`, and nothing else; an import of types is an import. Only a row with
 * `world` may touch files, the clock, the environment, the terminal and the network: the others get all that handed in.
 * @type {Readonly<Record<string, { readonly on: readonly string[] | "everything", readonly besides?: Readonly<Record<string, readonly string[]>>, readonly world?: true }>>}
 */
export const floors = {
  text: { on: [], besides: { "json*": ["jsonc-parser"], "yaml*": ["yaml"] } },
  policy: { on: ["text"] },
  evaluate: { on: ["policy", "text"] },
  templates: { on: ["text"] },
  terraform: { on: ["templates", "text"] },
  subject: { on: ["policy", "text"] },
  rules: { on: [] },
  services: { on: ["policy", "text"] },
  access: { on: ["services", "evaluate", "policy", "text"] },
  reviews: { on: ["services", "subject", "policy", "text"] },
  mend: { on: ["policy", "text"] },
  checks: { on: ["reviews", "rules", "access", "services", "subject", "evaluate", "policy", "text"] },
  audit: { on: ["checks", "rules", "subject", "access", "services", "mend", "evaluate", "policy", "text"] },
  govern: { on: ["audit", "sources", "rules", "subject", "text"], besides: { "*": ["minimatch"] } },
  sources: { on: ["terraform", "templates", "subject", "policy", "text"] },
  report: { on: ["audit", "rules", "text"] },
  html: { on: ["report", "audit", "text"] },
  library: { on: ["report", "sources", "terraform", "templates", "audit", "checks", "rules", "access", "services", "subject", "evaluate", "policy", "text"], besides: { version: ["../../package.json"] } },
  smoke: { on: ["checks", "rules", "subject", "policy", "text"] },
  plugin: { on: ["library", "audit", "rules", "text"], besides: { "*": ["eslint"] } },
  aws: { on: ["smoke"], besides: { "*": ["@aws-sdk/client-glue", "@aws-sdk/client-iam", "@aws-sdk/client-organizations", "@aws-sdk/client-s3", "@aws-sdk/client-sts"] } },
  cli: {
    on: ["library", "aws", "smoke", "html", "report", "govern", "sources", "terraform", "templates", "audit", "checks", "reviews", "rules", "access", "services", "mend", "subject", "evaluate", "policy", "text"], world: true,
    besides: { "*": ["commander", "diff", "minimatch", "picocolors"] },
  },
  dev: { on: "everything", world: true },
};

/** The only files that may write another `as` than `as const`: readers that have just checked what they say. */
const readers = ["src/sources/manifest.ts", "src/sources/governing.ts"];

/** What no file of src/ has. */
const never = [
  { selector: "ClassDeclaration, ClassExpression", message: "No classes: write functions from data to data." },
  { selector: "ExportAllDeclaration", message: "No barrels: import from the file that has it." },
];

/** What only a row with `world` has. */
const message = "This floor is pure: have it handed in.";
const worldly = ["process", "console", "fetch", "setTimeout", "setInterval", "setImmediate", "performance", "crypto", "globalThis", "global"];
const clock = { selector: "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']", message };
const pure = {
  "no-restricted-globals": ["error", ...worldly.map((name) => ({ name, message }))],
  "no-restricted-properties": ["error", { object: "Math", property: "random", message }, { object: "Date", property: "now", message }],
};

/** The lint rules of a row: for all its files, then for those that `besides` names, which win. */
function rulesOf([folder, { on, besides, world }]) {
  if (on === "everything") return [];
  return Object.entries({ "*": [], ...besides }).map(([name, extra]) => ({
    files: [`src/${folder}/**/${name}.ts`],
    rules: { ...(world ? {} : pure), ...importsOnly({ folder, on, extra, world }) },
  }));
}

/** Refuses every import but those of the row: dynamic ones need a selector, in whose patterns no slash can stand. */
function importsOnly({ folder, on, extra, world }) {
  const exact = extra.map((name) => name.replaceAll(".", "\\."));
  const allowed = `^(${["\\./[a-z][\\w.-]*", ...on.map((below) => `\\.\\./${below}/[a-z][\\w.-]*`), ...exact, ...(world ? ["node:[\\w/]+"] : [])].join("|")})$`;
  const told = `${folder}/ stands on ${[...on, ...extra].join(", ") || "nothing"}${world ? "" : " and is pure"}: see the floors in eslint.config.js.`;
  return {
    "no-restricted-imports": ["error", { patterns: [{ regex: `^(?!${allowed})`, caseSensitive: true, message: told }] }],
    "no-restricted-syntax": ["error", ...never, ...(world ? [] : [clock]), { selector: `ImportExpression:not([source.value=/${allowed.replaceAll("/", "\\u002F")}/])`, message: told }],
  };
}

export default defineConfig(
  { ignores: ["dist/", "coverage/", "reports/", "**/*.generated.*"] },
  { linterOptions: { noInlineConfig: true } },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { "import-x": importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    // Without these two no-cycle looks at no TypeScript, and says nothing of it.
    settings: { "import-x/extensions": [".ts"], "import-x/resolver-next": [createNodeResolver({ extensionAlias: { ".js": [".ts", ".js"] } })] },
    rules: {
      "import-x/no-cycle": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  { files: ["src/**/*.ts"], rules: { "max-lines": ["error", 200], "no-restricted-syntax": ["error", ...never] } },
  { files: ["src/**/*.ts"], ignores: readers, rules: { "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "never" }] } },
  Object.entries(floors).flatMap(rulesOf),
  {
    files: ["test/**/*.ts"],
    rules: {
      "no-restricted-syntax": ["error", { selector: "MemberExpression[property.name=/^(only|skip|skipIf|runIf|todo|fails)$/]:matches([object.name=/^(test|it|describe|suite)$/], [object.object.name=/^(test|it|describe|suite)$/])", message: "Every test runs." }],
      ...Object.fromEntries(["no-unsafe-argument", "no-unsafe-assignment", "no-unsafe-call", "no-unsafe-member-access", "no-unsafe-return", "no-non-null-assertion", "no-misused-spread"].map((name) => [`@typescript-eslint/${name}`, "off"])),
    },
  },
);
