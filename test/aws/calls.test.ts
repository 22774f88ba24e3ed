import { expect, test } from "vitest";
import { callerWith } from "../../src/aws/calls.js";

const answer = { $metadata: { attempts: 1 } };
const soon = () => new Promise<typeof answer>((resolve) => { setTimeout(() => { resolve(answer); }, 1); });

test("what is left are the calls that wait or were announced, and it comes down to none", async () => {
  const left: number[] = [];
  const caller = callerWith(2, (_, calls) => { left.push(calls); });
  caller.expect("iam:GetRole", 3);
  caller.expect("iam:ListRolePolicies", 3);
  await Promise.all([1, 2, 3].map(async (i) => {
    await caller.call({ action: "iam:GetRole", resource: String(i) }, soon);
    await caller.call({ action: "iam:ListRolePolicies", resource: String(i) }, soon);
  }));
  expect(left).toEqual([5, 4, 3, 2, 1, 0]);
});

test("more calls than were announced are no fewer than none for the others", async () => {
  const left: number[] = [];
  const caller = callerWith(1, (_, calls) => { left.push(calls); });
  caller.expect("glue:GetJobs", 1);
  caller.expect("iam:GetRole", 1);
  for (const page of [1, 2, 3]) await caller.call({ action: "glue:GetJobs", resource: String(page) }, soon);
  expect(left).toEqual([1, 1, 1]);
});
