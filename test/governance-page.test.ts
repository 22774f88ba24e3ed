import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync, appendFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { gluelint, root } from "./cli/gluelint.js";

const page = readFileSync(join(root, "docs/governance.md"), "utf8");
const sections = page.split(/^## /m).slice(1).map((text) => ({ title: text.split("\n", 1)[0] ?? "", blocks: [...text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language = "", content = ""]) => ({ language, content })) }));

/** A copy of the example as a repository of its own, with the files that a section of the page shows. */
function placeFor(blocks: (typeof sections)[number]["blocks"]): string {
  const path = join(mkdtempSync(join(tmpdir(), "gluelint-")), "etl");
  cpSync(join(root, "fixtures/example"), path, { recursive: true });
  for (const { language, content } of blocks) {
    const [, file = ""] = /^# (\S+)\n/.exec(content) ?? [];
    if (language !== "yaml") continue;
    mkdirSync(dirname(join(path, file)), { recursive: true });
    (file === "gluelint.yaml" ? appendFileSync : writeFileSync)(join(path, file), content);
  }
  for (const args of [["init", "-q"], ["add", "-A"], ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "first"]]) expect(spawnSync("git", args, { cwd: path }).status).toBe(0);
  return path;
}

describe.each(sections.filter(({ blocks }) => blocks.some(({ language }) => language === "sh")))("$title", ({ blocks }) => {
  test("its commands end as the page says, one after the other", () => {
    const path = placeFor(blocks);
    const commands = blocks.flatMap(({ language, content }) => language === "sh" ? content.trimEnd().split("\n") : []);
    const ended = commands.map((line) => {
      const [, command = "", code = "0"] = /^gluelint (.*?)(?:\s+# (\d)?.*)?$/.exec(line) ?? [];
      const { code: actual, stderr } = gluelint(path, ...command.split(/\s+/), "--now", "2026-11-22");
      return { line, ended: actual === Number(code) ? "as it says" : `${String(actual)}: ${stderr}` };
    });
    expect(ended).toEqual(commands.map((line) => ({ line, ended: "as it says" })));
  });
});

test("the page has commands in all but what it only tells", () => expect(sections.filter(({ blocks }) => !blocks.some(({ language }) => language === "sh"))).toEqual([]));
