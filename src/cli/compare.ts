import { compared, notGranted, type ComparisonAnswer } from "../library/compared.js";
import type { ComparedKind } from "../sources/comparison.js";
import { isSnapshot } from "../sources/snapshot.js";
import type { Document, Fault } from "../text/document.js";
import { parseJson } from "../text/json.js";
import { regionOf } from "../text/region.js";
import { comparer } from "./comparer.js";
import type { ExitCode } from "./exit-code.js";
import { readDocument, type Reading } from "./files.js";
import { loadServices } from "./knowledge.js";
import { answerLines, textOf, writeAnswer } from "./lines.js";
import type { EnvironmentOptions } from "./options.js";
import { sayMisused } from "./say.js";
import { isSystemError } from "./system-error.js";

/** The flags of `compare`; those that say where roles are read from go with `--since`. */
export interface CompareOptions extends Pick<EnvironmentOptions, "config" | "env" | "parameter" | "parameters"> {
  readonly type?: ComparedKind;
  readonly batch?: string;
  /** The file that lists what must not be granted. */
  readonly notGranted?: string;
  /** A revision that git knows. */
  readonly since?: string;
  readonly format?: "json" | "markdown";
}

/** Compares two files, or one pair a line as they stream in, or holds one file against what it must not grant. */
export async function compareFiles(paths: readonly string[], options: CompareOptions): Promise<ExitCode> {
  const { type, batch, notGranted: access, since, format } = options;
  try {
    if (since !== undefined) return paths.length > 0 || [type, batch, access].some((flag) => flag !== undefined) ? sayMisused(["compare --since REF looks at what the configuration names: leave the policies and their flags out"]) : await (await import("./compare-roles.js")).compareSince(since, options);
    if (readsFiles(options)) return sayMisused(["--config, --no-config, --env, --parameter and --parameters go with compare --since REF"]);
    if (batch !== undefined) return paths.length > 0 || access !== undefined || type !== undefined ? sayMisused(["compare --batch FILE takes nothing besides: each line says its policies and its `type`"]) : await many(batch);
    const [first, second, ...others] = access === undefined ? paths : [access, ...paths];
    if (first === undefined || second === undefined || others.length > 0) return sayMisused(["compare takes two policies, EXISTING and NEW; or --not-granted ACCESS and one, NEW; or --batch FILE (- for stdin)"]);
    if (first === "-" && second === "-") return sayMisused(["only one of the two can come from stdin"]);
    const [existing, changed] = [await readingOf(first), await readingOf(second)];
    if (access === undefined && type === undefined && [existing, changed].every(isOfAccount)) return await (await import("./compare-roles.js")).compareSnapshots(first, second, format);
    if (format !== undefined) return sayMisused(["--format goes with two snapshots, or with compare --since REF: two policies are answered in JSON"]);
    return await one(existing, changed, access !== undefined, type);
  } catch (error) {
    if (isSystemError(error)) return sayMisused([error.message]);
    throw error;
  }
}

async function one(first: Reading, second: Reading, isAccess: boolean, type: ComparedKind | undefined): Promise<ExitCode> {
  if (first.kind === "failure" || second.kind === "failure") return sayMisused([first, second].flatMap((each) => each.kind === "failure" ? [`${each.failure.artifact}: ${each.failure.message}`] : []));
  const documents = [first.document, second.document];
  const faults = documents.flatMap((document) => document.faults.map((fault) => placed(documents, fault)));
  const [given, changed] = documents.map(({ root }) => root);
  if (faults.length > 0 || given === undefined || changed === undefined) return sayMisused(faults);
  const services = await loadServices();
  const found = isAccess ? notGranted(services, given, [changed], type) : compared(services, [given], [changed], type);
  switch (found.kind) {
    case "misused": return sayMisused([found.message]);
    case "faults": return sayMisused(found.faults.map((fault) => placed(documents, fault)));
    case "answer":
      writeAnswer(found.answer);
      return codes[found.answer.verdict];
  }
}

async function many(file: string): Promise<ExitCode> {
  const answerOf = comparer(await loadServices());
  const seen = new Set<ExitCode>();
  await answerLines(file, (line) => {
    const answer = answerOf(line);
    seen.add("error" in answer ? 2 : codes[answer.verdict]);
    return answer;
  });
  return ([2, 1, 3] as const).find((code) => seen.has(code)) ?? 0;
}

const readsFiles = ({ config, env, parameter, parameters }: CompareOptions) => [config, env, parameter, parameters].some((flag) => flag !== undefined);

const isOfAccount = (reading: Reading) => reading.kind === "document" && isSnapshot(reading.document.root);

const codes: Readonly<Record<ComparisonAnswer["verdict"], ExitCode>> = { noNewAccess: 0, notGranted: 0, newAccess: 1, granted: 1, open: 3 };

const readingOf = async (path: string): Promise<Reading> => path === "-" ? { kind: "document", document: parseJson("stdin", await textOf("-")) } : readDocument(path, "json");

/** A fault as people find it: file, line and column, and what is wrong there. */
function placed(documents: readonly Document[], { location, message }: Fault): string {
  const document = documents.find(({ artifact }) => artifact === location.artifact);
  const { startLine, startColumn } = document ? regionOf(document, location) : { startLine: 1, startColumn: 1 };
  return `${location.artifact}:${startLine}:${startColumn}: ${message}`;
}
