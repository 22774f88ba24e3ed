import { expect, test } from "vitest";
import { rules } from "../../src/rules/rules.generated.js";
import { deployedStatements, policyText } from "../documented-page.js";
import { reportOn } from "../rules/example-environment.js";

const pinned = policyText(deployedStatements()).replace("arn:aws:logs:*:*:", "arn:aws:logs:eu-west-1:123456789012:");
const at = (text: string, ...without: readonly string[]) => reportOn(rules.filter(({ id }) => !without.includes(id)), text).findings.filter(({ location, verdict }) => verdict === "fail" && location.underline.includes(":logs:"));

test("a text that grants nothing and the refusal that follows from it are one finding, with the other as related", () => {
  const [finding, ...others] = at(pinned);
  expect([finding?.rule, others]).toEqual(["job-role-can-write-logs", []]);
  expect(finding?.related.map(({ message, location }) => [message.slice(-44), location.underline])).toContainEqual([" by it (policy-names-resources-that-actions-take)".slice(-44), finding?.location.underline]);
});

test("where nobody asks for it, what is the matter with the text is told by itself, and a graver finding stays", () => {
  expect(at(pinned, "job-role-can-write-logs", "job-role-can-write-default-logs").map(({ rule }) => rule)).toEqual(["policy-names-resources-that-actions-take"]);
  const graver = rules.map((rule) => rule.id === "job-role-can-write-logs" ? { ...rule, level: "warning" as const } : rule);
  expect(reportOn(graver, pinned).findings.filter(({ location }) => location.underline.includes(":logs:")).map(({ rule }) => rule)).toEqual(["job-role-can-write-logs", "policy-names-resources-that-actions-take"]);
});
