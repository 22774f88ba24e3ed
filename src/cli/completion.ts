import type { Command } from "commander";
import { levels, wordsOf, type CommandWords } from "./completion-words.js";
import type { ExitCode } from "./exit-code.js";

export type Shell = "bash" | "zsh" | "fish";

/** Prints what a shell must read to complete a command line of this program. */
export function complete(program: Command, shell: Shell): ExitCode {
  process.stdout.write(scripts[shell](wordsOf(program)));
  return 0;
}

const scripts = { bash, zsh, fish } as const satisfies Record<Shell, (commands: readonly CommandWords[]) => string>;

/** bash cuts words at colons: what stands behind `--rule`, a rule and a colon is a word of its own. */
function bash(commands: readonly CommandWords[]): string {
  return `# gluelint in bash: source <(gluelint completion bash)
_gluelint() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD - 1]} command=check words='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in ${alternatives(commands)}) command=\${COMP_WORDS[i]}; break ;; esac
  done
  if [[ $word == : || $before == : ]]; then
    [[ $word == : ]] && word='' && before=:
    words='${levels.join(" ")}'
  else
    case $command:$before in
${valued(commands).map(({ name, flag, values }) => `      ${name}:${flag}) words='${values.join(" ")}' ;;`).join("\n")}
      *) case $command:$word in
${commands.map(({ name, flags }) => `        ${name}:-*) words='${flags.map(({ flag }) => flag).join(" ")}' ;;`).join("\n")}
${commands.filter(({ values }) => values.length > 0).map(({ name, values }) => `        ${name}:*) words='${values.join(" ")}' ;;`).join("\n")}
      esac ;;
    esac
    ((COMP_CWORD == 1)) && [[ $word != -* ]] && words='${namesOf(commands)}'
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -o default -F _gluelint gluelint
`;
}

function zsh(commands: readonly CommandWords[]): string {
  return `#compdef gluelint
# gluelint in zsh: source <(gluelint completion zsh)
_gluelint() {
  local command=check i
  for ((i = 2; i < CURRENT; i++)); do
    case $words[i] in (${alternatives(commands)}) command=$words[i]; break ;; esac
  done
  case $command:$words[CURRENT-1] in
${valued(commands).map(({ name, flag, values }) => `    (${name}:${flag}) ${flag === "--rule" ? "compadd -S : --" : "compadd --"} ${values.join(" ")}; return ;;`).join("\n")}
  esac
  if ((CURRENT == 2)) && [[ $words[CURRENT] != -* ]]; then compadd -- ${namesOf(commands)}; fi
  case $command:$words[CURRENT] in
${commands.map(({ name, flags }) => `    (${name}:-*) compadd -- ${flags.map(({ flag }) => flag).join(" ")} ;;`).join("\n")}
${commands.filter(({ values }) => values.length > 0).map(({ name, values }) => `    (${name}:*) compadd -- ${values.join(" ")} ;;`).join("\n")}
    (*) _files ;;
  esac
}
if [[ $funcstack[1] == _gluelint ]]; then _gluelint "$@"; else compdef _gluelint gluelint; fi
`;
}

function fish(commands: readonly CommandWords[]): string {
  const isNone = `not __fish_seen_subcommand_from ${namesOf(commands)}`;
  const lines = commands.flatMap(({ name, description, flags, values }) => {
    const isHere = name === "check" ? `${isNone}; or __fish_seen_subcommand_from check` : `__fish_seen_subcommand_from ${name}`;
    return [
      `complete -c gluelint -n '${isNone}' -a ${name} -d ${quoted(description)}`,
      ...flags.map((each) => `complete -c gluelint -n '${isHere}' -l ${each.flag.slice(2)}${each.takesValue ? ` -r${each.values.length > 0 ? ` -f -a ${quoted(each.values.join(" "))}` : ""}` : ""} -d ${quoted(each.description)}`),
      ...(values.length > 0 ? [`complete -c gluelint -n '${isHere}' -f -a ${quoted(values.join(" "))}`] : []),
    ];
  });
  return `# gluelint in fish: gluelint completion fish | source\n${lines.join("\n")}\n`;
}

const valued = (commands: readonly CommandWords[]) => commands.flatMap(({ name, flags }) => flags.filter(({ values }) => values.length > 0).map(({ flag, values }) => ({ name, flag, values })));

const namesOf = (commands: readonly CommandWords[]) => commands.map(({ name }) => name).join(" ");

const alternatives = (commands: readonly CommandWords[]) => commands.map(({ name }) => name).join("|");

const quoted = (text: string) => `'${text.replace(/[\\']/g, "\\$&")}'`;
