import type { Finding } from "../audit/report.js";
import type { WaiverEntry } from "../sources/config.generated.js";
import type { DeclaredWaiver } from "../sources/manifest.js";
import type { Location } from "../text/location.js";
import type { Node } from "../text/node.js";
import { isBelow, isInFiles, isNamed, sidsAt } from "./places.js";

/** A promise to mend something by a day, and what it is about until then. */
export interface Waiver {
  readonly rule: string;
  readonly where: Where;
  readonly reason: string;
  readonly owner: string;
  /** The last day on which it holds. */
  readonly until: string;
  /** Where it says what it is about, and where until when. */
  readonly places: { readonly where: Location; readonly until: Location };
  readonly inSource?: true;
}

/** The lines of a text, or what the configuration says: one name for whatever it fits, or several that must all fit. */
export type Where =
  | { readonly kind: "lines"; readonly artifact: string; readonly from: number; readonly to: number }
  | { readonly kind: "said"; readonly said: WaiverEntry["where"] };

/** A waiver of the configuration. */
export function declared({ location, ...entry }: DeclaredWaiver): Waiver {
  return { rule: entry.rule, where: { kind: "said", said: entry.where }, reason: entry.reason, owner: entry.owner, until: entry.until, places: location };
}

/** Whether a finding is of the rule and stands where the waiver means. `fileOf` tells of a path in the configuration how reports name it. */
export function covers({ rule, where }: Waiver, finding: Finding, root: Node | undefined, fileOf: (glob: string) => string): boolean {
  if (rule !== finding.rule) return false;
  const { subject, location: { artifact, pointer, startLine } } = finding;
  if (where.kind === "lines") return where.artifact === artifact && where.from <= startLine && startLine <= where.to;
  const fits = {
    file: (glob: string) => isInFiles(fileOf(glob), artifact),
    subject: (name: string) => isNamed(name, subject) || isNamed(name, subject.slice(subject.lastIndexOf("/") + 1)),
    pointer: (pattern: string) => isBelow(pattern, pointer),
    sid: (name: string) => sidsAt(root, pointer).some((sid) => isNamed(name, sid)),
  };
  const { said } = where;
  if (typeof said === "string") return said.startsWith("/") ? fits.pointer(said) : fits.file(said) || fits.subject(said) || fits.sid(said);
  return (["file", "subject", "pointer", "sid"] as const).every((key) => said[key] === undefined || fits[key](said[key]));
}
