import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Line } from "../reference/line.js";
import { decided } from "./decided.js";

const folder = new URL("../../fixtures/decisions/", import.meta.url);

interface Case extends Line {
  readonly id: string;
  readonly expect: string;
}

describe.each(readdirSync(folder))("%s", (file) => {
  const cases = readFileSync(new URL(file, folder), "utf8").trim().split("\n").map((line) => JSON.parse(line) as Case);
  test.each(cases)("$id: $expect", (line) => {
    expect(decided(line)).toBe(line.expect);
  });
});
