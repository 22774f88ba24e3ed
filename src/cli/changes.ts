import { readFileSync } from "node:fs";
import { git, pathsIn, type Answered } from "./git.js";
import type { CheckOptions, Misunderstood } from "./options.js";
import type { Overlay } from "./overlay.js";
import { onlyDisk } from "./overlay.js";
import { clean } from "./paths.js";

/** What is judged, and what it is held against. */
export interface Change {
  readonly now: Overlay;
  /** As it was before the change; undefined where everything is reported. */
  readonly before: Overlay | undefined;
  /** What the change is since, in words. */
  readonly since: string | undefined;
}

/** What the flags say of the change that is judged, or what is wrong with them. */
export function changeFrom({ staged, changed, stdin, stdinFilename, updateBaseline, fix, fixGrants, diff: print }: CheckOptions, paths: readonly string[]): Change | Misunderstood {
  const asked = [...(staged ? ["--staged"] : []), ...(changed === undefined ? [] : ["--changed"]), ...(stdin ? ["--stdin"] : [])];
  if (asked.length > 1) return { lines: [`${asked.join(" and ")} do not go together`] };
  if (asked.length > 0 && paths.length > 0) return { lines: [`${asked.join("")} says already what is looked at: leave the paths out`] };
  if (asked.length > 0 && updateBaseline !== undefined) return { lines: [`${asked.join("")} and --update-baseline do not go together: a baseline is written where everything is looked at`] };
  if (asked.length > 0 && (fix || fixGrants || print)) return { lines: [`${asked.join("")} does not go with ${fix ? "--fix" : fixGrants ? "--fix-grants" : "--diff"}, which mends the files as they are`] };
  if ((stdin === true) !== (stdinFilename !== undefined)) return { lines: ["--stdin and --stdin-filename go together: say the name of the file whose text comes in"] };
  if (stdin && stdinFilename !== undefined) { const text = readFileSync(0); return { now: new Map([[clean(stdinFilename), () => text]]), before: undefined, since: undefined }; }
  if (staged) return stagedChange();
  return changed === undefined ? { now: onlyDisk, before: undefined, since: undefined } : changeSince(changed, "--changed");
}

/** What the index holds, and what the last commit does. */
function stagedChange(): Change | Misunderstood {
  const head = git("rev-parse", "--verify", "--quiet", "HEAD").kind === "answer" ? "HEAD" : hashOf(git("hash-object", "-t", "tree", "/dev/null"));
  const [unstaged, untracked, staged] = [diff(), git("ls-files", "--others", "--exclude-standard", "-z"), diff("--cached", head)];
  const refused = [unstaged, untracked, staged].find(({ kind }) => kind === "refused");
  if (refused?.kind === "refused") return { lines: [`--staged: ${refused.because}`] };
  const now = new Map([...pathsIn(untracked).map((path) => [path, undefined] as const), ...oldSides(unstaged)]);
  return { now, before: new Map([...now, ...oldSides(staged)]), since: "HEAD" };
}

/** What the working tree holds, and what the commit does from which it and the named one both come; `flag` is the one that named it. */
export function changeSince(ref: string, flag: string): Change & { readonly before: Overlay } | Misunderstood {
  const commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`);
  if (commit.kind === "refused") return { lines: [`${flag}=${ref}: ${commit.because === "" ? "git knows no such commit: in CI it may have to be fetched first" : commit.because}`] };
  const common = git("merge-base", hashOf(commit), "HEAD");
  const [changed, untracked] = [diff(hashOf(common.kind === "answer" ? common : commit)), git("ls-files", "--others", "--exclude-standard", "-z")];
  const refused = [changed, untracked].find(({ kind }) => kind === "refused");
  if (refused?.kind === "refused") return { lines: [`${flag}=${ref}: ${refused.because}`] };
  return { now: onlyDisk, before: new Map([...pathsIn(untracked).map((path) => [path, undefined] as const), ...oldSides(changed)]), since: ref };
}

/** The files that the last commit has and nobody has any more, of those that are named; each as it was. */
export function deletedAmong(paths: readonly string[]): Overlay {
  const listed = pathsIn(git("ls-tree", "-z", "--full-tree", "HEAD", "--", ...paths));
  return new Map(listed.flatMap((line) => { const [, oid, path] = /^\d+ blob ([0-9a-f]+)\t([^]*)$/.exec(line) ?? []; return oid === undefined || path === undefined ? [] : [[path, () => blob(path, oid)] as const]; }));
}

const diff = (...args: readonly string[]) => git("diff", "--raw", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules=all", "--no-abbrev", ...args);

const hashOf = (answered: Answered) => answered.kind === "answer" ? answered.output.toString("utf8").trim() : "";

/** Of each file that differs, what it was. Links and modules are left as they are. Source: https://git-scm.com/docs/diff-format#_raw_output_format */
function oldSides(answered: Answered): Overlay {
  const fields = pathsIn(answered);
  const pairs = fields.flatMap((field, i) => { const path = fields[i + 1]; return i % 2 === 0 && path !== undefined ? [{ field, path }] : []; });
  return new Map(pairs.flatMap(({ field, path }): readonly (readonly [string, (() => Buffer) | undefined])[] => {
    const [oldMode = "", newMode = "", oid = "", , status] = field.replace(/^:/, "").split(" ");
    if (status === "U") return [];
    if (/^0+$/.test(oldMode)) return /^1[26]0000$/.test(newMode) ? [] : [[path, undefined]];
    return oldMode.startsWith("100") ? [[path, () => blob(path, oid)]] : [];
  }));
}

function blob(path: string, oid: string): Buffer {
  const content = git("cat-file", "--filters", `--path=${path}`, oid);
  if (content.kind === "refused") throw new Error(`git does not show what ${path} was: ${content.because}`);
  return content.output;
}
