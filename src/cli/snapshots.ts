import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { snapshotText, type Asked, type Snapshot } from "../aws/snapshot.js";
import { recordingText, type Recording } from "../smoke/recording.js";
import { isSnapshot } from "../sources/snapshot.js";
import { parseJson } from "../text/json.js";
import { itemsOf, propertyOf, valueOf } from "../text/node.js";

/** The file of an account's snapshot in a folder. */
export const snapshotPath = (folder: string, account: string) => join(folder, `${account}.snapshot.json`);

/** Writes a snapshot for its owner's eyes alone. */
export function writeSnapshot(folder: string, snapshot: Snapshot): string {
  const path = snapshotPath(folder, snapshot.account);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(path, snapshotText(snapshot), { mode: 0o600 });
  return path;
}

/** Writes what came of a smoke run, likewise. */
export function writeRecording(folder: string, compute: string, recording: Recording): string {
  const path = join(folder, `${recording.account}.${compute.replaceAll(/[^\w.-]/g, "-")}.smoke.json`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(path, recordingText(recording), { mode: 0o600 });
  return path;
}

/** Whether the folder has a snapshot of the account that was asked for the same, of the same witnesses, and from which nothing is missing. */
export function isTaken(folder: string, account: string, asked: Asked, parts: readonly ("simulated" | "organization")[]): boolean {
  const path = snapshotPath(folder, account);
  if (!existsSync(path)) return false;
  const { root, faults } = parseJson(path, readFileSync(path, "utf8"));
  const was = propertyOf(root, "asked");
  return faults.length === 0 && isSnapshot(root) && parts.every((part) => propertyOf(root, part) !== undefined) && itemsOf(propertyOf(root, "failures")).length === 0 && was !== undefined && JSON.stringify(valueOf(was)) === JSON.stringify(asked);
}
