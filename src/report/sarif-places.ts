import type { Place, Related } from "../audit/report.js";
import { wellFormed } from "./well-formed.js";

/** GitHub shows so many locations of a result. Source: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning (limits) */
const shown = 100;

/**
 * The artifact as a path relative to the root of the sources, `.` and inner `..` resolved. Absent for what no reader can open
 * from there: nothing at all, a folder, an absolute path, a URL, an ARN.
 */
export function pathOf(artifact: string): string | undefined {
  if (/^(\/|\\\\|arn:|[a-z]:[\\/]|[a-z][a-z0-9+.-]*:\/\/)/i.test(artifact)) return undefined;
  const segments = artifact.split("/").reduce<readonly string[]>(
    (before, segment) => (segment === "" || segment === "." ? before : segment === ".." && before.length > 0 && before.at(-1) !== ".." ? before.slice(0, -1) : [...before, segment]),
    [],
  );
  return segments.length === 0 || segments.at(-1) === ".." ? undefined : segments.join("/");
}

/**
 * The same as a URI reference, each segment percent-encoded: GitHub refuses the whole file for one that is not relative.
 * Source: https://www.rfc-editor.org/rfc/rfc3986#section-4.2 (a first segment has no colon)
 */
export function uriOf(artifact: string): string | undefined {
  return pathOf(artifact)?.split("/").map((segment) => encodeURIComponent(wellFormed(segment))).join("/");
}

/** The first of the places that has a URI: a result without a location makes GitHub refuse the whole file. */
export function shownPlace(place: Place, related: readonly Related[]): Place | undefined {
  return [place, ...related.map(({ location }) => location)].find(({ artifact }) => uriOf(artifact) !== undefined);
}

/** SARIF's physicalLocation: lines and columns 1-based, columns in UTF-16 units, end exclusive. Absent where there is no URI. */
export function physicalLocation({ artifact, startLine, startColumn, endLine, endColumn }: Place) {
  const uri = uriOf(artifact);
  return uri === undefined ? undefined : { artifactLocation: { uri, uriBaseId: "%SRCROOT%" }, region: { startLine, startColumn, endLine, endColumn } };
}

/** SARIF's relatedLocations: those with a URI, with ids from 1 in their order, their messages as given to `text`. */
export function relatedLocations(related: readonly Related[], text: (message: string) => string) {
  return openable(related).map(({ message, location }, index) => ({ id: index + 1, physicalLocation: physicalLocation(location), message: { text: text(message) } }));
}

/**
 * A sentence that links to the related locations by their ids, or nothing where there are none: GitHub shows no related location
 * that the message does not link to. Source: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning (result object)
 */
export function seeAlso(related: readonly Related[]): string {
  const links = openable(related).map(({ location }, index) => `[${uriOf(location.artifact)}:${location.startLine}](${index + 1})`);
  return links.length === 0 ? "" : `See ${links.join(", ")}.`;
}

const openable = (related: readonly Related[]): readonly Related[] => related.filter(({ location }) => uriOf(location.artifact) !== undefined).slice(0, shown);
