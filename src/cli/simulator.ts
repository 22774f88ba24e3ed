import { preparedFrom, type Explanation, type Prepared } from "../library/prepared.js";
import { readSimulationLine } from "../sources/simulation-line.js";

/** What comes back for a line: a decision with its reasons, or what is wrong with the line. */
export interface SimulationAnswer extends Partial<Explanation> {
  readonly id?: string | number;
  readonly expected?: string;
  readonly unexpected?: boolean;
  readonly error?: string;
}

/** Answers line by line; policies are prepared when they change, and those of the line before hold where a line has none. */
export function simulator(): (text: string) => SimulationAnswer {
  let written = "";
  let prepared: Prepared | string = "the first line must say its `policies`";
  return (text) => {
    const line = readSimulationLine(text);
    if (line.kind === "error") return { ...(line.id !== undefined && { id: line.id }), error: line.message };
    const id = line.id === undefined ? {} : { id: line.id };
    if (line.policies !== undefined) {
      const anew = JSON.stringify([line.policies, line.managementAccount]);
      if (anew !== written) prepared = preparedFrom(line.policies, line.managementAccount);
      written = anew;
    }
    if (typeof prepared === "string") return { ...id, error: prepared };
    const explanation = prepared.explain(line.request);
    const unexpected = line.expect !== undefined && line.expect !== explanation.decision;
    return { ...id, ...explanation, ...(unexpected && { expected: line.expect, unexpected }) };
  };
}
