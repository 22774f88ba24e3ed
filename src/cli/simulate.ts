import { createReadStream } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { ExitCode } from "./exit-code.js";
import { isSystemError } from "./system-error.js";
import { say, sayMisused } from "./say.js";
import { simulator, type SimulationAnswer } from "./simulator.js";

export interface SimulateOptions {
  readonly request?: string;
  readonly batch?: string;
  readonly expect?: boolean;
}

/** Decides the request of a file, or one a line as they stream in; memory does not grow with the file. */
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
  let text = "";
  for await (const chunk of opened(file)) text += String(chunk);
  const answer = simulator()(text);
  process.stdout.write(`${JSON.stringify(shown(answer), undefined, 2)}\n`);
  return codeOf([answer], expect);
}

async function many(file: string, expect: boolean): Promise<ExitCode> {
  const answerOf = simulator();
  const counts = { lines: 0, errors: 0, unexpected: 0 };
  let waiting = "";
  for await (const line of createInterface({ input: opened(file), crlfDelay: Infinity })) {
    if (line.trim() === "") continue;
    const answer = answerOf(line);
    counts.lines++;
    if ("error" in answer) counts.errors++;
    else if (expect && answer.unexpected === true) counts.unexpected++;
    waiting += `${JSON.stringify(shown(answer))}\n`;
    if (waiting.length < 65_536) continue;
    if (!process.stdout.write(waiting)) await once(process.stdout, "drain");
    waiting = "";
  }
  process.stdout.write(waiting);
  if (expect) say(`${counts.lines} lines, ${counts.unexpected} not as expected, ${counts.errors} could not be read`);
  return counts.errors > 0 ? 2 : counts.unexpected > 0 ? 1 : 0;
}

const opened = (file: string) => file === "-" ? process.stdin : createReadStream(file);

/** That an answer is not the expected one is told by `expected` beside `decision`. */
function shown({ unexpected: _, ...answer }: SimulationAnswer): object {
  return answer;
}

function codeOf(answers: readonly SimulationAnswer[], expect: boolean): ExitCode {
  if (answers.some((answer) => answer.error !== undefined)) return 2;
  return expect && answers.some((answer) => answer.unexpected === true) ? 1 : 0;
}
