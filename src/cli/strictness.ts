import { stricter } from "../govern/floors.js";
import type { Strictness } from "./exit-code.js";
import type { CheckOptions } from "./options.js";
import type { Ruling } from "./ruling.js";

/** What fails a run: as a flag says, else the configuration; and never less than the policy over the repository says. */
export function strictnessOf(options: CheckOptions, { failOn, failOnOpen, maxWarnings, governing }: Ruling): Strictness {
  const said = options.failOn ?? failOn ?? "error";
  const most = options.maxWarnings === undefined ? maxWarnings : Number(options.maxWarnings);
  if (governing === undefined) return { failOn: said, failOnOpen: options.failOnOpen ?? failOnOpen, maxWarnings: most, allowIncomplete: options.allowIncomplete };
  const { manifest } = governing;
  const limits = [most, manifest.maxWarnings].filter((limit) => limit !== undefined);
  return { failOn: stricter(said, manifest.failOn ?? "error"), failOnOpen: options.failOnOpen === true || failOnOpen === true || manifest.failOnOpen === true, maxWarnings: limits.length > 0 ? Math.min(...limits) : undefined, allowIncomplete: false };
}
