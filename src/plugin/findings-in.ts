import type { Finding } from "../audit/report.js";
import { check } from "../library/index.js";

/** What is wrong with a text by itself. All rules of a run ask about the same text, which is checked once. */
export function findingsIn(source: { readonly text: string }, file: string): readonly Finding[] {
  const findings = known.get(source) ?? judged(source.text, file);
  known.set(source, findings);
  return findings;
}

const known = new WeakMap<object, readonly Finding[]>();

function judged(text: string, file: string): readonly Finding[] {
  const path = file.replace(/^.*[\\/]/, "");
  if (!/\.(json|ya?ml|template)$/.test(path)) return [];
  return check({ documents: [{ path, content: text }], packs: ["all"] }).findings.filter(({ verdict }) => verdict === "fail");
}
