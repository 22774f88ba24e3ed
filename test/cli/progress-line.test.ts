import { expect, test } from "vitest";
import { progressLine } from "../../src/cli/progress-line.js";

const calls = (count: number, action = "glue:GetJobs", attempts = 1) => Array.from({ length: count }, () => ({ action, resource: "x", attempts, refused: false }));

test.each([
  [calls(20), 40, 4, "20 calls in 4 s, about 8 s left, now glue:GetJobs"],
  [calls(20), 4000, 4, "20 calls in 4 s, about 13 min left, now glue:GetJobs"],
  [[...calls(19), ...calls(1, "iam:GetRole", 3)], 0, 4, "20 calls in 4 s, 1 role, throttled 2 times, now iam:GetRole"],
  [calls(20), 40, 1, "20 calls in 1 s, now glue:GetJobs"],
  [calls(9), 40, 30, "9 calls in 30 s, now glue:GetJobs"],
])("%#: the pace until now tells how long the rest takes, once there is one", (made, left, seconds, line) => {
  expect(progressLine(made, left, seconds)).toBe(line);
});
