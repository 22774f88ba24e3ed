import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { rules } from "../../src/rules/rules.generated.js";
import { folder, gluelint } from "./gluelint.js";

const path = folder(Object.fromEntries(["bash", "zsh", "fish"].map((shell) => [`gluelint.${shell}`, gluelint(".", "completion", shell).stdout])));
const ids = rules.map(({ id }) => id);
const isPresent = (shell: string) => spawnSync(shell, ["-c", "true"]).status === 0;

/** What a shell offers for a command line whose last word is being typed. */
const shells: Readonly<Record<string, (words: readonly string[]) => readonly string[]>> = {
  bash: (words) => lines("bash", ["--norc", "-c", `source ${join(path, "gluelint.bash")}; COMP_WORDS=(${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length - 1}; _gluelint; printf '%s\\n' "\${COMPREPLY[@]}"`]),
  // What is added is printed instead, by what it begins with; the names of files are zsh's own affair.
  zsh: (words) => lines("zsh", ["-f", "-c", `compdef() { }; _files() { }; compadd() { while [[ $1 != -- ]]; do shift; done; shift; for each in "$@"; do [[ $each == "$words[CURRENT]"* ]] && print -r -- $each; done; return 0 }; source ${join(path, "gluelint.zsh")}; words=(${words.map((word) => `'${word}'`).join(" ")}); CURRENT=${words.length}; _gluelint`]),
  fish: (words) => lines("fish", ["--no-config", "-c", `source ${join(path, "gluelint.fish")}; complete -C '${words.join(" ")}'`]).map((line) => line.replace(/\t.*/, "")),
};

const lines = (shell: string, args: readonly string[]) => execFileSync(shell, [...args], { cwd: path, encoding: "utf8", env: { ...process.env, HOME: path } }).split("\n").filter((line) => line !== "");

test("bash, at least, is here to try", () => {
  expect(isPresent("bash")).toBe(true);
});

describe.each(Object.keys(shells).filter(isPresent))("%s", (shell) => {
  const offered = (...words: readonly string[]) => shells[shell]?.(["gluelint", ...words]).toSorted();

  test.each<[string, readonly string[], readonly string[]]>([
    ["commands", ["com"], ["compare", "completion"]],
    ["the flags of a command", ["simulate", "--"], ["--batch", "--expect", "--help", "--request"]],
    ["the flags of check, which needs no name", ["conf", "--shared"], ["--shared-storage"]],
    ["the rules that explain takes", ["explain", "job-role-trusts"], ids.filter((id) => id.startsWith("job-role-trusts"))],
    ["the rules behind --only", ["check", "--only", "compute-keeps"], ids.filter((id) => id.startsWith("compute-keeps"))],
    ["the formats", ["check", "--format", "s"], ["sarif", "stylish"]],
    ["other formats where a command has others", ["explain", "--format", ""], ["json", "markdown", "text"]],
    ["what a flag lets choose from", ["audit", "--fail-on", "n"], ["never", "note"]],
    ["packs", ["check", "--pack", "doc"], ["documented"]],
    ["shells", ["completion", ""], ["bash", "fish", "zsh"]],
  ])("offers %s", (_, words, expected) => {
    expect(expected.length).toBeGreaterThan(0);
    expect(offered(...words)).toEqual([...expected].sort());
  });
});

test("bash offers levels behind a rule and a colon, which it reads as words", () => {
  expect(shells["bash"]?.(["gluelint", "check", "--rule", "job-role-trusts-glue", ":", "w"])).toEqual(["warning"]);
  expect(shells["bash"]?.(["gluelint", "check", "--rule", "job-role-trusts-glue", ":"])).toEqual(["error", "warning", "note", "off"]);
});

test("every command and every flag of the help is in every script", () => {
  const { stdout } = gluelint(".", "--help");
  const commands = [...stdout.matchAll(/^ {2}([a-z]+)\b/gm)].map(([, name = ""]) => name);
  expect(commands).toEqual(expect.arrayContaining(["check", "init", "completion", "help"]));
  const flags = [...gluelint(".", "check", "--help").stdout.matchAll(/^ +(--[a-z-]+)/gm)].map(([, flag = ""]) => flag);
  expect(flags.length).toBeGreaterThan(20);
  for (const shell of ["bash", "zsh", "fish"]) {
    const script = gluelint(".", "completion", shell).stdout;
    expect([...commands, ...flags.map((flag) => shell === "fish" ? `-l ${flag.slice(2)}` : flag)].filter((word) => !script.includes(word))).toEqual([]);
  }
});

test("a shell that there is not is refused, with those that there are", () => {
  expect(gluelint(".", "completion", "powershell")).toMatchObject({ code: 2, stderr: expect.stringContaining("bash, zsh, fish") });
});
