import type { Finding } from "./report.js";
import type { Named, Unnamed } from "./said-once.js";

/**
 * A text that grants nothing, and the refusal that follows from it, are one thing to mend: the finding with the refused request
 * stays, has what is the matter with its text among the related places, and advises what mends that. A graver finding is left alone.
 */
export function oneCause<Found extends Unnamed>(all: readonly Named<Found>[]): readonly Named<Found>[] {
  const causes = all.filter(({ voids, finding: { verdict } }) => voids && verdict === "fail");
  if (causes.length === 0) return all;
  const explained = new Set<Named<Found>>();
  const told = all.map((each) => {
    const own = each.finding.counterexample === undefined || each.finding.verdict !== "fail" ? [] : causes.filter(({ finding }) => isAt(finding, each.finding) && rank[finding.level] <= rank[each.finding.level]);
    own.forEach((cause) => explained.add(cause));
    return own.length === 0 ? each : { ...each, finding: explainedBy(each.finding, own) };
  });
  return told.filter((each) => !explained.has(each));
}

function explainedBy<Found extends Unnamed>(finding: Found, causes: readonly Named[]): Found {
  if (causes.every((cause) => finding.related.some(({ message, location }) => message === toldBy(cause) && isAt({ location }, cause.finding)))) return finding;
  const mends = [...finding.mends ?? [], ...causes.flatMap(({ finding: { mends: own = [] } }) => own)];
  const [advice] = causes.flatMap((cause) => cause.advice ?? []);
  return {
    ...finding, related: [...finding.related, ...causes.map((cause) => ({ message: toldBy(cause), location: cause.finding.location }))],
    ...(advice !== undefined && { fix: advice }), ...(mends.length > 0 && { mends }),
  };
}

const toldBy = ({ finding: { message, rule } }: Named) => `${message} (${rule})`;

const isAt = (a: Pick<Finding, "location">, b: Pick<Finding, "location">) => placeOf(a) === placeOf(b);

const placeOf = ({ location: { artifact, startLine, startColumn, endLine, endColumn } }: Pick<Finding, "location">) => JSON.stringify([artifact, startLine, startColumn, endLine, endColumn]);

const rank = { note: 0, warning: 1, error: 2 };
