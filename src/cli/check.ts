import { conclude } from "./conclude.js";
import type { ExitCode } from "./exit-code.js";
import { gather } from "./gather.js";
import type { CheckOptions } from "./options.js";
import { readingFrom, type Reading } from "./reading.js";
import { sayMisused } from "./say.js";
import { settingsFrom } from "./settings.js";

/** The main job: reads what is named, and says what is wrong with it. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<ExitCode> {
  const started = performance.now();
  const settings = settingsFrom(options);
  const reading = await readingFrom(options);
  if ("lines" in settings || "lines" in reading) return sayMisused([settings, reading].flatMap((value) => "lines" in value ? value.lines : []));
  if (options.showConfig) return show(reading, options);
  const gathered = await gather(paths, reading, options.role);
  if (gathered.kind === "misused") return sayMisused(gathered.lines);
  return conclude(gathered, reading.at, settings, options, started, async (texts) => {
    const again = await gather(paths, reading, options.role, { documents: gathered.documents, texts });
    return again.kind === "misused" ? gathered : again;
  });
}

async function show({ config: path }: Reading, options: CheckOptions): Promise<ExitCode> {
  const config = path === undefined ? undefined : await (await import("./read-config.js")).readConfig(path);
  if (config?.kind === "misused") return sayMisused(config.lines);
  process.stdout.write((await import("./show-config.js")).shownConfig(config, options));
  return 0;
}
