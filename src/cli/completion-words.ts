import type { Command, Option } from "commander";
import { packs } from "../audit/unknown-rule.js";
import { rules } from "../rules/rules.generated.js";
import { formats } from "./output.js";

/** A command with all that can stand behind it. */
export interface CommandWords {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly FlagWords[];
  /** What its first argument may be, where that is no file. */
  readonly values: readonly string[];
}

export interface FlagWords {
  /** `--format` */
  readonly flag: string;
  readonly description: string;
  readonly takesValue: boolean;
  /** What may follow it; none where that is a file, or anything. */
  readonly values: readonly string[];
}

/** The levels that `--rule id:level` sets. */
export const levels = ["error", "warning", "note", "off"];

/** The commands of a program, with the flags and values that they take. */
export function wordsOf(program: Command): readonly CommandWords[] {
  const own = program.commands.map((command): CommandWords => ({
    name: command.name(), description: command.description(),
    flags: [...command.options.flatMap(flagOf), { flag: "--help", description: "display help for command", takesValue: false, values: [] }],
    values: command.name() === "explain" ? ids : command.registeredArguments.flatMap(({ argChoices = [] }) => argChoices),
  }));
  return [...own, { name: "help", description: "display help for command", flags: [], values: own.map(({ name }) => name) }];
}

function flagOf({ long, description, required, optional, argChoices }: Option): readonly FlagWords[] {
  return long === undefined ? [] : [{ flag: long, description, takesValue: required || optional, values: argChoices ?? valuesOf[long] ?? [] }];
}

const ids = rules.map(({ id }) => id);

const valuesOf: Readonly<Record<string, readonly string[]>> = { "--format": formats, "--rule": ids, "--only": ids, "--pack": packs };
