import { createInterface } from "node:readline/promises";

/** Asks whoever sits before the terminal, and waits for the answer: yes only where that is what it says. */
export async function consented(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^\s*y(es)?\s*$/i.test(await lines.question(`${question} [y/N] `));
  } finally {
    lines.close();
  }
}

/** Whether there is somebody to ask. */
export const isAskable = () => process.stdin.isTTY && process.stderr.isTTY;
