import { describe, expect, test } from "vitest";
import { idIn, idOf, isAbandoned, nameWithin } from "../../src/smoke/identity.js";

const here = { at: "2026-11-22T20:30:00Z", machine: "1a2b3c4d", process: 4711 };

test("an id tells when, where and by whom, in a job's name and in a folder's", () => {
  const id = idOf(here);
  expect(id).toBe("20261122t203000z-1a2b3c4d-4711");
  expect([idIn(`guzzle-gluelint-smoke-${id}`), idIn(`tmp/gluelint-smoke/${id}/script.py`), idIn(`gluelint-kept-${id}`), idIn("gluelint-smoke-tests")]).toEqual([id, id, undefined, undefined]);
});

describe("nobody looks after a run any longer", () => {
  const lives = (process: number) => process === 12;
  test.each([
    ["where its process has ended", "20261122t202959z-1a2b3c4d-11", true], ["but not while it lives", "20261110t000000z-1a2b3c4d-12", false], ["and not this one", idOf(here), false],
    ["after a day elsewhere", "20261121t202959z-00000000-12", true], ["but not before", "20261121t203001z-00000000-11", false], ["of what is no id nothing is known", "yesterday", false],
  ])("%s", (_, id, expected) => {
    expect(isAbandoned(id, here, lives)).toBe(expected);
  });
});

test.each([
  [["*"], "run"], [["guzzle-*"], "guzzle-run"], [["nightly", "guzzle-*-prod*"], "guzzle-run-prod"], [["guzzle-??-*"], "guzzle-00-run"], [["nightly"], undefined], [[], undefined],
])("a name within %j: %s", (patterns, name) => {
  expect(nameWithin(patterns, "run")).toBe(name);
});
