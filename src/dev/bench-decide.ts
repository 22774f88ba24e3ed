import { referenceDecide } from "../../test/reference/reference-decide.js";
import { patternOf, matches } from "../policy/pattern.js";
import { many } from "../policy/token.js";
import { goal, medianOf } from "./bench-runs.js";
import { preparedRole, roleWorld } from "./bench-role.js";

/** Decisions per second of a prepared role, the time it takes to prepare it, and the reference evaluator of the tests beside it. */
export function decideBench(): string {
  const { documents, requests } = roleWorld();
  const authorizer = preparedRole(documents);
  const rounds = (count: number) => Array.from({ length: count }, () => timed(() => requests.forEach(authorizer.decide)));
  rounds(50);
  const perSecond = requests.length / medianOf(rounds(201)) * 1000;
  const prepared = medianOf(Array.from({ length: 51 }, () => timed(() => preparedRole(documents))));
  const some = requests.slice(0, 50);
  const reference = some.length / medianOf(Array.from({ length: 5 }, () => timed(() => some.forEach((request) => referenceDecide({ request, policies: { identity: documents } }))))) * 1000;
  return [
    "decide: one role, 5 policies of 20 statements each, 1,000 different requests, prepared once; medians",
    `  decisions per second           ${grouped(perSecond)}   ${goal("1,000,000", perSecond >= 1_000_000)}`,
    `  reference evaluator            ${grouped(reference)}   ${(perSecond / reference).toFixed(0)} times slower`,
    `  prepare                        ${prepared.toFixed(2).padStart(9)} ms`,
    ...growth(),
  ].join("\n");
}

/** Ever longer texts and ever more statements: the time for each stays. */
function growth(): readonly string[] {
  return [...longerTexts(), ...moreStatements()];
}

function moreStatements(): readonly string[] {
  return [100, 1000, 10_000].map((count) => {
    const document = { Version: "2012-10-17", Statement: Array.from({ length: count }, (_, i) => ({ Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::lake-${i}/*/x-*` })) };
    const request = { principal: "arn:aws:iam::123456789012:role/etl", action: "s3:GetObject", resource: `arn:aws:s3:::lake-none/${"a/".repeat(50_000)}` };
    const prepared = medianOf(Array.from({ length: 5 }, () => timed(() => preparedRole([document]))));
    const authorizer = preparedRole([document]);
    const decided = medianOf(Array.from({ length: 21 }, () => timed(() => authorizer.decide(request))));
    return `  ${grouped(count)} statements, a resource of 100,000 characters: prepared in ${prepared.toFixed(1)} ms, decided in ${decided.toFixed(3)} ms`;
  });
}

function longerTexts(): readonly string[] {
  const tokens = Array.from({ length: 8 }, () => ["a".charCodeAt(0), many]).flat();
  return [10_000, 100_000, 1_000_000].map((length) => {
    const text = "a".repeat(length - 1) + "b";
    const took = medianOf(Array.from({ length: 11 }, () => { const pattern = patternOf("", [...tokens, "c".charCodeAt(0)]); return timed(() => matches(pattern, text)); }));
    return `  a*a*a*a*a*a*a*a*c, ${grouped(length)} characters  ${took.toFixed(2)} ms, ${(took / length * 1e6).toFixed(1)} ns each`;
  });
}

function timed(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

const grouped = (value: number) => Math.round(value).toLocaleString("en").padStart(9);
