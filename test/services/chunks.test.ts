import { rolldown, type OutputChunk } from "rolldown";
import { expect, test } from "vitest";

const { output } = await (await rolldown({ input: { gluelint: "src/cli/main.ts", knowledge: "src/cli/knowledge.ts" }, platform: "node", resolve: { mainFields: ["module", "main"] }, logLevel: "silent" })).generate({ format: "cjs", minify: true });
const chunks = new Map(output.flatMap((each) => each.type === "chunk" ? [[each.fileName, each]] : []));

/** The chunk, and all that are loaded with it. */
function withImports(chunk: OutputChunk, met = new Set<OutputChunk>()): ReadonlySet<OutputChunk> {
  if (!met.has(chunk)) {
    met.add(chunk);
    for (const name of chunk.imports) for (const other of [chunks.get(name) ?? []].flat()) withImports(other, met);
  }
  return met;
}

test.each([["/services.generated.ts", 1_000_000], ["/usual-services.generated.ts", 100_000], ["/managed-policies.generated.ts", 1_500_000]])("%s is a chunk of its own, of less than %i bytes, and loaded with nothing else", (file, most) => {
  const holds = ({ moduleIds }: OutputChunk) => moduleIds.some((id) => id.endsWith(`/src/services${file}`));
  const holding = [...chunks.values()].filter(holds);
  expect(holding.map(({ moduleIds, isDynamicEntry }) => ({ modules: moduleIds.length, isDynamicEntry }))).toEqual([{ modules: 1, isDynamicEntry: true }]);
  expect(holding.every(({ code }) => Buffer.byteLength(code) < most)).toBe(true);
  expect([...chunks.values()].filter((chunk) => !holds(chunk) && [...withImports(chunk)].some(holds)).map(({ fileName }) => fileName)).toEqual([]);
});
