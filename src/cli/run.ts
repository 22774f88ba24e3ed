import { CommanderError } from "commander";
import { program } from "./program.js";
import type { ExitCode } from "./exit-code.js";

/** Runs one command line; what it answers is the exit code. Only a bug of ours ends in a stack trace, and that with `--verbose`. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = 0;
  try {
    await program((result) => { code = result; }).parseAsync(spelledOut(args), { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const bug = error instanceof Error ? error : new Error(String(error));
    process.stderr.write(`gluelint: this is a bug of ours, please report it: ${args.includes("--verbose") ? bug.stack ?? bug.message : bug.message}\n`);
    return 2;
  }
}

/** What a flag with an optional value means without one. Commander would take the next argument for it, which may be a path. */
function spelledOut(args: readonly string[]): string[] {
  const end = args.indexOf("--");
  return args.map((arg, i) => end >= 0 && i > end ? arg : defaults[arg] ?? arg);
}

const defaults: Readonly<Record<string, string>> = { "--update-baseline": "--update-baseline=shrink", "--changed": "--changed=HEAD" };
