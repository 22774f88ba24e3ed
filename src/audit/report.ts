import type { Request } from "../evaluate/request.js";
import type { Edit } from "../text/edit.js";
import type { Region } from "../text/region.js";

/**
 * What a run of gluelint found: plain data, the whole input of every report format, and (with `$schema`) the JSON report itself.
 * Its schema is `rules/report.schema.json`.
 */
export interface Report {
  readonly version: 1;
  readonly tool: { readonly name: "gluelint"; readonly version: string; readonly informationUri: string };
  /** The instant of the run, ISO 8601 in UTC to the second; absent where the report is deterministic. */
  readonly at?: string;
  /** Which part of a run this is, where the run was split; absent where it is the whole. */
  readonly shard?: Shard;
  /** What the report leaves out: all that was so before the change since this commit; absent where it has everything. */
  readonly since?: string;
  /** What the user said about the account, or what followed from it; absent keys are unknown. */
  readonly environment: Readonly<Record<string, unknown>>;
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  readonly passes: readonly Passed[];
  readonly notApplicable: readonly NotApplicable[];
  /** What could not be looked at: a file that vanished, a call that AWS refused. */
  readonly failures: readonly Failure[];
  /** Files that are none of ours, each with the reason. */
  readonly skipped: readonly Skipped[];
  /** How the files were taken where no configuration says it: sentences for the user. */
  readonly notes: readonly string[];
}

/** One of so many parts of a run, by subject: `index` is 1-based. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export type Level = "error" | "warning" | "note";

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  /** Verdicts by outcome; one that is refuted may carry several findings. */
  readonly proved: number;
  readonly refuted: number;
  readonly open: number;
  readonly notApplicable: number;
  readonly failures: number;
  readonly subjects: readonly SubjectSummary[];
}

/** One line that answers: will tonight's run of this compute work? Its role is counted with it. */
export interface SubjectSummary {
  readonly subject: string;
  /** How much the documentation demands here, and how much of it is proved or open. */
  readonly demanded: number;
  readonly proved: number;
  readonly open: number;
  /** Verdicts of error level that fail, whoever demands it. */
  readonly failing: number;
  /** What a run of the compute can cost at most, where its settings and the price say it. */
  readonly ceiling?: CostCeiling;
}

/** US dollars for one attempt that hangs until the timeout, and for all attempts that the retries make, each failing late. */
export interface CostCeiling {
  readonly hung: number;
  readonly withRetries: number;
}

export interface Finding {
  readonly rule: string;
  readonly title: string;
  readonly level: Level;
  readonly confidence: Confidence;
  /** `fail`: proved wrong. `open`: undecided, the message says what it hangs on; its level is always `note`. */
  readonly verdict: "fail" | "open";
  readonly message: string;
  readonly why: string;
  readonly fix: string;
  readonly subject: string;
  /** The environment of the configuration that it is about; absent where that names none. */
  readonly environment?: string;
  readonly location: Place;
  readonly related: readonly Related[];
  /** The request that shows it: one that AWS would refuse. */
  readonly counterexample?: Request;
  readonly pack: string;
  /** The policy layers that the verdict rests on, or that nobody gave, in words. */
  readonly assumes: readonly string[];
  readonly evidence: readonly Evidence[];
  /** Stable under moved lines: see `fingerprint.ts`. 16 hexadecimal digits. */
  readonly fingerprint: string;
  /** Who takes it on, and until when; absent where nobody waived it. What is waived never fails a run. */
  readonly waived?: Waiver;
  /** It is in the baseline: it was here before anybody looked, and fails no run. */
  readonly baselined?: true;
  /** URL of the page that says so. */
  readonly source: string;
  /** Ways to put it right, each of which was tried: absent where none is known. */
  readonly mends?: readonly ReportedMend[];
}

export interface ReportedMend {
  readonly kind: MendKind;
  /** What it does, in a sentence. */
  readonly title: string;
  readonly edits: readonly ReportedEdit[];
}

/** `fix`: the one right answer, which grants nothing. `grant`: the one right answer, by which somebody may get more. `suggestion`: there may be others. */
export type MendKind = "fix" | "grant" | "suggestion";

/** An edit, by offsets and by lines and columns. */
export interface ReportedEdit extends Edit, Region {}

export interface Waiver {
  readonly reason: string;
  readonly owner: string;
  /** The last day, `2027-01-31`. */
  readonly until: string;
  /** A comment beside the text says it; absent where the configuration does. */
  readonly inSource?: true;
}

export type Confidence = "high" | "medium" | "low";

/** A witness of a verdict. */
export interface Evidence {
  readonly by: "offline" | "simulator" | "smoke";
  readonly verdict: "pass" | "fail" | "open";
  /** When it was asked, ISO 8601 in UTC; absent where the report is deterministic. */
  readonly at?: string;
  readonly assumes: readonly string[];
}

/** A location with everything that a report shows of it, so that no report needs the file again. */
export interface Place extends Region {
  readonly artifact: string;
  readonly pointer: string;
  /** The guilty lines, at most seven, as they stand. `startLine` is 1-based. */
  readonly frame: { readonly startLine: number; readonly text: string };
  /** The guilty text, at most 200 characters of it. */
  readonly underline: string;
  /** GitHub's `primaryLocationLineHash` of the start line. */
  readonly lineHash: string;
}

export interface Related {
  readonly message: string;
  readonly location: Place;
}

export interface Passed {
  readonly rule: string;
  readonly title: string;
  readonly subject: string;
  readonly environment?: string;
  readonly location: Place;
  readonly pack: string;
  readonly assumes: readonly string[];
  readonly evidence: readonly Evidence[];
}

export interface NotApplicable {
  readonly rule: string;
  readonly title: string;
  readonly subject: string;
  readonly environment?: string;
  readonly location: Place;
  readonly because: string;
}

export interface Failure {
  readonly message: string;
  /** The file or ARN that could not be looked at. */
  readonly artifact: string;
}

export interface Skipped {
  readonly artifact: string;
  readonly because: string;
}
