import { describe, expect, test } from "vitest";
import { likeness } from "../../src/text/message-likeness.js";

const message = "Service is unable to assume role <arn>. Please verify role's TrustPolicy";

describe("a message is like", () => {
  test.each([
    ["itself", message],
    ["a part of it", "unable to assume role"],
    ["a part in another case, with other signs", "UNABLE TO ASSUME ROLE: please-verify"],
    ["itself with an ARN in it", "Service is unable to assume role arn:aws:iam::123456789012:role/service-role/etl. Please verify role's TrustPolicy"],
    ["a part of it with an ARN in it", "unable to assume role arn:aws:iam::123456789012:role/service-role/etl-of-the-night"],
    ["itself with words around it", "2026-11-22 10:00:01 ERROR An error occurred (InvalidInputException) when calling the StartJobRun operation: Service is unable to assume role arn:aws:iam::123456789012:role/etl. Please verify role's TrustPolicy"],
  ])("%s", (_, other) => expect([likeness(message, other), likeness(other, message)]).toEqual([1, 1]));

  test.each([["To use 10 of G.1X", "To use 299 of G.1X"], ["subnet-0a1b2c3d4e is full", "subnet-9f8e7d6c5b is full"], ["job <name> failed", "job etl failed"]])("another with other numbers, identifiers and names: %s", (one, other) => expect(likeness(one, other)).toBe(1));
});

test("half of the words is half of the way", () => expect(likeness("unable to fly kites", message)).toBe(0.5));

test.each([["another action", "not authorized to perform: iam:PassRole on resource: x", "not authorized to perform: s3:GetObject on resource: x"], ["no words", "", message], ["numbers alone", "123 456", message]])("nothing is alike with %s", (_, one, other) => expect(likeness(one, other)).toBe(0));
