import { dirname, join, resolve } from "node:path";
import { extended } from "../sources/extended.js";
import { faultsIn } from "../sources/manifest.js";
import type { Document } from "../text/document.js";
import type { Location } from "../text/location.js";
import { itemsOf, propertyOf, stringOf, type Node } from "../text/node.js";
import { regionOf } from "../text/region.js";
import { readDocument } from "./files.js";
import type { Misused } from "./gathered.js";
import { isThere, type Overlay } from "./overlay.js";
import { clean, onDisk } from "./paths.js";

/** A configuration with all that it extends. */
export interface ReadConfig {
  readonly kind: "config";
  readonly root: Node;
  readonly documents: readonly Document[];
}

/** Reads a configuration and those that it extends, or says what is wrong with them and where. `within` are those that extend it. */
export async function readConfig(config: string, over: Overlay, within: readonly string[] = []): Promise<ReadConfig | Misused> {
  const reading = await readDocument(config, "any", over);
  if (reading.kind === "failure") return misused(`${config}: ${reading.failure.message}`);
  const { document } = reading;
  const faults = faultsIn(document);
  if (faults.length > 0 || document.root === undefined) return { kind: "misused", lines: faults.map(({ message, location }) => `${toldAt([document], location)}: ${message}`) };
  let read: Omit<ReadConfig, "kind"> | undefined;
  for (const node of itemsOf(propertyOf(document.root, "extends"))) {
    const named = stringOf(node) ?? "";
    const base = pathOf(named, dirname(onDisk(config)), over);
    const place = toldAt([document], node.location);
    if (base === undefined) return misused(`${place}: ${missing(named, dirname(onDisk(config)), over)}`);
    if ([...within, config].includes(base)) return misused(`${place}: \`${named}\` extends this configuration itself: ${[...within, config, base].join(" → ")}`);
    const other = await readConfig(base, over, [...within, config]);
    if (other.kind === "misused") return other;
    read = { root: read ? extended(read.root, other.root) : other.root, documents: [...read?.documents ?? [], ...other.documents] };
  }
  return { kind: "config", root: read ? extended(read.root, document.root) : document.root, documents: [...read?.documents ?? [], document] };
}

/** A place as an editor takes it: file, line, column. */
export function toldAt(documents: readonly Document[], location: Location): string {
  const document = documents.find(({ artifact }) => artifact === location.artifact);
  const { startLine, startColumn } = document ? regionOf(document, location) : { startLine: 1, startColumn: 1 };
  return `${location.artifact}:${startLine}:${startColumn}`;
}

const misused = (line: string): Misused => ({ kind: "misused", lines: [line] });

const isPath = (name: string) => /^(\.{1,2}\/|\/)/.test(name);

/** The file that is meant: a path as seen from the configuration, or a package, or a file in one. */
function pathOf(named: string, folder: string, over: Overlay): string | undefined {
  const candidates = isPath(named) ? [resolve(folder, named)] : packagePaths(named, folder);
  const found = candidates.find((path) => isThere(path, over));
  return found === undefined ? undefined : clean(found);
}

/** As Node looks for packages: in each `node_modules` from here up. */
function packagePaths(named: string, folder: string): readonly string[] {
  const up = dirname(folder);
  const inPackage = /^(@[^/]+\/)?[^/@]+$/.test(named) ? names.map((name) => join(named, name)) : [named];
  return [...inPackage.map((path) => join(folder, "node_modules", path)), ...up === folder ? [] : packagePaths(named, up)];
}

const names = ["gluelint.yaml", "gluelint.yml", "gluelint.json"];

function missing(named: string, folder: string, over: Overlay): string {
  if (isPath(named)) return `there is no file \`${named}\``;
  return isThere(resolve(folder, named), over) ? `there is no package \`${named}\`: for the file write \`./${named}\`` : `there is no package \`${named}\` with a gluelint.yaml: is it installed?`;
}
