import { closeSync, createReadStream, openSync, readSync } from "node:fs";
import type { Excerpt } from "../sources/dump.js";
import type { Span } from "../text/location.js";
import { outlineOf, type Listed, type Wanted } from "../text/json-outline.js";

/** Finds what stands in the lists of a dump; what comes back is why it is no whole JSON object, if it is none. */
export async function outlined(path: string, wanted: readonly Wanted[], found: (listed: Listed) => void): Promise<string | undefined> {
  const outline = outlineOf(wanted, found);
  for await (const bytes of createReadStream(path, { highWaterMark: windowSize })) if (bytes instanceof Uint8Array) outline.push(bytes);
  return outline.end();
}

/** A dump of which values are read by where they stand. */
export interface DumpFile {
  readonly text: (span: Span) => string;
  readonly excerpt: (listed: Omit<Listed, "told">) => Excerpt;
  readonly close: () => void;
}

/** Values that are asked for in the order of the file are read from the disk once. */
export function openDump(path: string): DumpFile {
  const file = openSync(path, "r");
  let window = { start: 0, bytes: Buffer.alloc(0) };
  const bytesOf = (start: number, end: number): Buffer => {
    if (start < window.start || end > window.start + window.bytes.length) {
      const bytes = Buffer.allocUnsafe(Math.max(windowSize, end - start));
      window = { start, bytes: bytes.subarray(0, readSync(file, bytes, 0, bytes.length, start)) };
    }
    return window.bytes.subarray(start - window.start, end - window.start);
  };
  return { close: () => closeSync(file), text: ({ start, end }) => bytesOf(start, end).toString("utf8"), excerpt: (listed) => excerptFrom(listed, bytesOf) };
}

/** Some hundred roles. */
const windowSize = 1024 * 1024;

/** So much of a line, or of what follows a value, is more than any report shows. */
const around = 2048;

function excerptFrom({ list, index, start, end, line, column, lineStart, before }: Omit<Listed, "told">, bytesOf: (start: number, end: number) => Buffer): Excerpt {
  // What lies around is asked for together, so that it comes from one window.
  const nearStart = start - before <= 2 * around ? before : start;
  const bytes = bytesOf(nearStart, end + around);
  const value = bytes.toString("utf8", start - nearStart, end - nearStart);
  const textOf = (from: number, to: number) => whole(from >= nearStart ? bytes.subarray(from - nearStart, to - nearStart) : Buffer.from(bytesOf(from, to)));
  const after = whole(bytes.subarray(end - nearStart));
  const lead = textOf(lineStart, Math.min(start, lineStart + around));
  const above = before === lineStart ? "" : `${textOf(before, Math.min(lineStart, before + around)).replace(/\r?\n$/, "")}\n`;
  const head = above + lead;
  return { list, index, value, text: head + value + after, offset: head.length, lines: line - (above === "" ? 0 : 1), cut: column - lead.length };
}

/** The text of bytes whose last character may be there in part. */
const whole = (bytes: Buffer): string => bytes.toString("utf8").replace(/\uFFFD$/, "");
