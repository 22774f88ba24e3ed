import type { Report } from "../audit/report.js";
import { artifactsOf } from "../subject/environment.js";
import type { Change } from "./changes.js";
import { conclude } from "./conclude.js";
import { environmentsFrom } from "./environments-from.js";
import type { ExitCode } from "./exit-code.js";
import { gather } from "./gather.js";
import type { Gathered } from "./gathered.js";
import { isLarge } from "./files.js";
import { filesOf } from "./gather-paths.js";
import { isGlob } from "./globs.js";
import type { CheckOptions } from "./options.js";
import { isThere, onlyDisk, type Overlay } from "./overlay.js";
import { clean } from "./paths.js";
import { readingFrom, type Reading } from "./reading.js";
import { keyOfSubject } from "./assess.js";
import { baselineFrom } from "./baseline.js";
import { judgedFrom, reportOf } from "./report-on.js";
import { sayMisused } from "./say.js";
import { settingsFrom, type Settings } from "./settings.js";

/** The main job: reads what is named, and says what is wrong with it. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const started = performance.now();
  const settings = settingsFrom(options);
  const change = isOfChange(options) ? (await import("./changes.js")).changeFrom(options, paths) : unchanged;
  const reading = await readingFrom(options, "lines" in change ? undefined : change.now);
  if ("lines" in settings || "lines" in reading || "lines" in change) return sayMisused([settings, reading, change].flatMap((value) => "lines" in value ? value.lines : []));
  if (options.showConfig) return show(reading, options);
  const named = options.stdinFilename === undefined ? paths : [options.stdinFilename];
  if (isStreamed(named, options)) return (await import("./streamed.js")).checkStreamed([...new Set((await Promise.all(named.map((path) => filesOf(path)))).flat())], reading, settings, options, started);
  const gone = await goneAmong(named, reading);
  const there = gone.size === 0 ? named : named.filter((path) => !gone.has(clean(path)));
  const gathered = await gather(there, reading, options.role);
  if (gathered.kind === "misused") return sayMisused(gathered.lines);
  const blamed = gone.size === 0 ? gathered : await blaming(gathered, gone, reading, options);
  const before = change.before && change.since !== undefined ? { since: change.since, report: await reportBefore(change.before, reading, settings, options) } : undefined;
  const read = new Map([...gathered.documents].filter(([artifact]) => artifact !== reading.policy?.governing.artifact));
  // What is not on disk, or is held against another state, is nobody's to mend here.
  const regather = isOfChange(options) ? undefined : async (texts: ReadonlyMap<string, string>) => {
    const again = await gather(there, reading, options.role, { documents: read, texts });
    return again.kind === "misused" ? blamed : { ...again, about: blamed.about };
  };
  return conclude(blamed, reading, settings, options, started, { ...(before && { before }), ...(regather && { regather }) });
}

/** What is larger than any file that is read as a whole is read in parts, and so is what is read with it. */
function isStreamed(paths: readonly string[], options: CheckOptions): boolean {
  return !isOfChange(options) && (options.stream === true ? paths.length > 0 : paths.some((path) => path.endsWith(".json") && isLarge(path)));
}

const isOfChange = ({ staged, changed, stdin, stdinFilename }: CheckOptions) => staged === true || changed !== undefined || stdin === true || stdinFilename !== undefined;

const unchanged: Change = { now: onlyDisk, before: undefined, since: undefined };

/** Of the files that are named, those that the last commit has and that are there no more. */
async function goneAmong(paths: readonly string[], { over }: Reading): Promise<Overlay> {
  const missing = paths.filter((path) => !isGlob(path, over) && !isThere(path, over));
  return missing.length === 0 ? onlyDisk : (await import("./changes.js")).deletedAmong(missing.map(clean));
}

/** With what the files that are gone had a part in: a question that was built from one of them. */
async function blaming(gathered: Gathered, gone: Overlay, reading: Reading, options: CheckOptions): Promise<Gathered> {
  const before = await gather([], { ...reading, over: new Map([...reading.over, ...gone]) }, options.role);
  const subjects = before.kind === "misused" ? [] : environmentsFrom(before, reading.at, options).flatMap((environment) => [...environment.roles, ...environment.computes].filter((subject) => artifactsOf(environment, subject).some((artifact) => gone.has(artifact))));
  return { ...gathered, about: new Set([...gathered.about ?? [], ...subjects.map(keyOfSubject)]) };
}

/** What there was to report before the change; nothing where that cannot be judged. */
async function reportBefore(over: Overlay, { config }: Reading, settings: Settings, options: CheckOptions): Promise<Report | undefined> {
  const reading = await readingFrom(options, over);
  if ("lines" in reading || (config !== undefined && reading.config === undefined)) return undefined;
  const gathered = await gather([], reading, options.role);
  if (gathered.kind === "misused") return undefined;
  const judged = await judgedFrom(gathered, reading.at, settings, options);
  const baseline = await baselineFrom(options, gathered.ruling, over);
  return "lines" in judged || (baseline && "lines" in baseline) ? undefined : reportOf({ ...judged, offers: new Map() }, baseline, judged.ran, judged.failures, reading.at, settings, options);
}

async function show({ config: path, policy, over }: Reading, options: CheckOptions): Promise<ExitCode> {
  const config = path === undefined ? undefined : await (await import("./read-config.js")).readConfig(path, over);
  if (config?.kind === "misused") return sayMisused(config.lines);
  process.stdout.write((await import("./show-config.js")).shownConfig(config, policy?.document, options));
  return 0;
}
