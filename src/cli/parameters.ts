import { parameterValues } from "../sources/parameter-values.js";
import { readDocument } from "./files.js";
import type { EnvironmentOptions, Misunderstood } from "./options.js";
import { clean } from "./paths.js";

/** The values of parameters that flags tell, those of `--parameter` before those of files; or what is wrong with the flags. */
export async function parametersFrom({ parameter = [], parameters = [] }: EnvironmentOptions): Promise<{ readonly values: ReadonlyMap<string, string>; readonly named: readonly string[] } | Misunderstood> {
  const pairs = parameter.map((text) => { const [, name, value] = /^([^=]+)=([^]*)$/.exec(text) ?? []; return { text, name, value }; });
  const files = await Promise.all(parameters.map(async (path) => {
    const reading = await readDocument(clean(path), "any");
    return { path, why: reading.kind === "failure" ? reading.failure.message : "it holds no values of parameters", values: reading.kind === "document" ? parameterValues(reading.document) : undefined };
  }));
  const lines = [
    ...pairs.filter(({ name }) => name === undefined).map(({ text }) => `--parameter ${text}: write it as name=value`),
    ...files.filter(({ values }) => values === undefined).map(({ path, why }) => `--parameters ${path}: ${why}`),
  ];
  if (lines.length > 0) return { lines };
  const own = pairs.flatMap(({ name, value }) => name === undefined || value === undefined ? [] : [[name, value] as const]);
  return { values: new Map([...files.flatMap(({ values }) => [...values ?? []]), ...own]), named: own.map(([name]) => name) };
}
