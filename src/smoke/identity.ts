/** Which run it is: when it began, on which machine, by which process. Job, script and folders carry it, so that a later run can tell whose they are. */
export interface Identity {
  /** ISO 8601 in UTC to the second. */
  readonly at: string;
  /** Eight hexadecimal digits that tell machines apart. */
  readonly machine: string;
  readonly process: number;
}

/** `20261122t203000z-1a2b3c4d-4711`: of lower-case letters, digits and hyphens, for all that carries it. */
export function idOf({ at, machine, process }: Identity): string {
  return `${at.replaceAll(/[-:]/g, "").toLowerCase()}-${machine}-${process}`;
}

/** What every folder and job of a smoke run has in its name; those that somebody wants to keep have another. */
export const mark = "gluelint-smoke";
export const keptMark = "gluelint-kept";

/** The id of the run that a job or a folder carries in its name; undefined for what is none of a run, or is to be kept. */
export function idIn(name: string): string | undefined {
  return /gluelint-smoke[-/](\d{8}t\d{6}z-[0-9a-f]{8}-\d+)/.exec(name)?.[1];
}

/**
 * Whether nobody looks after a run any longer: its process has ended, where that can be seen from here, or it began more than a
 * day ago. `lives` tells whether a process of this machine still runs.
 */
export function isAbandoned(id: string, here: Identity, lives: (process: number) => boolean): boolean {
  const [, year, month, day, hour, minute, second, machine, process] = /^(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)z-([0-9a-f]{8})-(\d+)$/.exec(id) ?? [];
  if (machine === here.machine) return Number(process) !== here.process && !lives(Number(process));
  const began = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`).getTime();
  return new Date(here.at).getTime() - began > 24 * 60 * 60 * 1000;
}

/** A name with the mark in it that one of the patterns matches: `guzzle-*` gives `guzzle-gluelint-smoke-…`; undefined where they leave no room. */
export function nameWithin(patterns: readonly string[], name: string): string | undefined {
  const roomy = patterns.find((pattern) => pattern.includes("*"));
  return roomy?.replace("*", name).replaceAll("*", "").replaceAll("?", "0");
}
