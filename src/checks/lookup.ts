import type { Compute } from "../subject/compute.js";
import type { Environment } from "../subject/environment.js";
import type { Mend } from "../text/mend.js";

/** Looks some properties up in a table. */
export interface Lookup {
  readonly properties: readonly string[];
  /** What is not there; a property whose value is not known is as good as absent. */
  readonly problemsOf: (compute: Compute, environment: Environment) => readonly Unsupported[];
}

export interface Unsupported {
  readonly property: string;
  readonly message: string;
  /** It hangs on something that nobody said. */
  readonly open?: true;
  readonly mends?: readonly Mend[];
}
