import type { ExitCode } from "./exit-code.js";
import { answerLines, textOf, writeAnswer } from "./lines.js";
import { isSystemError } from "./system-error.js";
import { say, sayMisused } from "./say.js";
import { simulator, type SimulationAnswer } from "./simulator.js";

export interface SimulateOptions {
  readonly request?: string;
  readonly batch?: string;
  readonly expect?: boolean;
}

/** Decides the request of a file, or one a line as they stream in. */
export async function simulate({ request, batch, expect }: SimulateOptions): Promise<ExitCode> {
  if ((request === undefined) === (batch === undefined)) return sayMisused(["simulate takes either --request FILE or --batch FILE (- for stdin)"]);
  try {
    return batch === undefined ? await one(request ?? "-", expect === true) : await many(batch, expect === true);
  } catch (error) {
    if (isSystemError(error)) return sayMisused([error.message]);
    throw error;
  }
}

async function one(file: string, expect: boolean): Promise<ExitCode> {
  const answer = simulator()(await textOf(file));
  writeAnswer(shown(answer));
  if (answer.error !== undefined) return 2;
  return expect && answer.unexpected === true ? 1 : 0;
}

async function many(file: string, expect: boolean): Promise<ExitCode> {
  const answerOf = simulator();
  const counts = { lines: 0, errors: 0, unexpected: 0 };
  await answerLines(file, (line) => {
    const answer = answerOf(line);
    counts.lines++;
    if (answer.error !== undefined) counts.errors++;
    else if (expect && answer.unexpected === true) counts.unexpected++;
    return shown(answer);
  });
  if (expect) say(`${counts.lines} lines, ${counts.unexpected} not as expected, ${counts.errors} could not be read`);
  return counts.errors > 0 ? 2 : counts.unexpected > 0 ? 1 : 0;
}

/** That an answer is not the expected one is told by `expected` beside `decision`. */
function shown({ unexpected: _, ...answer }: SimulationAnswer): object {
  return answer;
}
