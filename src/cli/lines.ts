import { createReadStream } from "node:fs";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** What a file holds, or stdin for `-`. Rejects with the system's error where it cannot be read. */
export async function textOf(file: string): Promise<string> {
  let text = "";
  for await (const chunk of opened(file).setEncoding("utf8")) text += String(chunk);
  return text;
}

/** Answers a file line by line as it streams in, one line of JSON each; memory does not grow with the file. */
export async function answerLines(file: string, answerTo: (line: string) => object): Promise<void> {
  let waiting = "";
  for await (const line of createInterface({ input: opened(file), crlfDelay: Infinity })) {
    if (line.trim() === "") continue;
    waiting += `${JSON.stringify(answerTo(line))}\n`;
    if (waiting.length < 65_536) continue;
    if (!process.stdout.write(waiting)) await once(process.stdout, "drain");
    waiting = "";
  }
  process.stdout.write(waiting);
}

/** One answer, for people as well. */
export const writeAnswer = (answer: object) => process.stdout.write(`${JSON.stringify(answer, undefined, 2)}\n`);

/** The lines of a file, of which the whole may be larger than any text can be. Rejects like `textOf`. */
export async function linesIn(file: string): Promise<readonly string[]> {
  const lines: string[] = [];
  let rest = "";
  for await (const chunk of opened(file).setEncoding("utf8")) {
    const [first = "", ...others] = String(chunk).split("\n");
    const last = others.pop();
    if (last === undefined) rest += first;
    else {
      lines.push(rest + first, ...others);
      rest = last;
    }
  }
  return [...lines, rest];
}

const opened = (file: string) => file === "-" ? process.stdin : createReadStream(file);
