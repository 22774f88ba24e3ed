import { describe, expect, test } from "vitest";
import { contain } from "../../src/evaluate/contain.js";
import { prepare } from "../../src/evaluate/prepare.js";
import { requiredResources } from "../../src/policy/resource.js";
import { readable, unknownText } from "../../src/text/unknown.js";
import { parsePolicyNode } from "../../src/policy/parse.js";
import { nodeOf } from "../../src/text/plain-node.js";
import { allow, deny } from "../access/a-policy.js";

const bucket = unknownText("Ref Bucket");
const other = unknownText("Ref Other");
const principal = "arn:aws:iam::123456789012:role/etl";

function answerOf(statements: readonly object[], wanted: string): string {
  const answer = contain(prepare({ identity: [parsePolicyNode(nodeOf({ Version: "2012-10-17", Statement: statements }, { artifact: "t.yaml", pointer: "" }), "identity").policy] }), { principal, action: "s3:GetObject", resources: requiredResources(wanted), context: { "aws:PrincipalTag/none": [] } });
  return answer.kind === "no" ? `no: ${readable(answer.counterexample.resource)}` : answer.kind;
}

const get = (...resources: readonly string[]) => allow("s3:GetObject", resources);

describe("a name that nobody knows is equal to itself, and perhaps to others", () => {
  test.each([
    ["the same name", [get(`arn:aws:s3:::${bucket}/*`)], `arn:aws:s3:::${bucket}/tmp/?*`, "yes"],
    ["the same name as an ARN", [get(unknownText("GetAtt Queue.Arn"))], unknownText("GetAtt Queue.Arn"), "yes"],
    ["any name", [get("arn:aws:s3:::*")], `arn:aws:s3:::${bucket}/tmp/?*`, "yes"],
    ["everything", [get("*")], `arn:aws:s3:::${bucket}/?*`, "yes"],
    ["another name that nobody knows", [get(`arn:aws:s3:::${other}/*`)], `arn:aws:s3:::${bucket}/?*`, "open"],
    ["a name that is known", [get("arn:aws:s3:::lake/*")], `arn:aws:s3:::${bucket}/?*`, "open"],
    ["a known name of the policy", [get(`arn:aws:s3:::${bucket}/*`)], "arn:aws:s3:::lake/?*", "open"],
    ["a name that ends as none can", [get("arn:aws:s3:::lake/*")], `arn:aws:s3:::${bucket}`, "open"],
    ["another service", [allow("s3:GetObject", "arn:aws:sqs:::*")], `arn:aws:s3:::${bucket}/?*`, "no: arn:aws:s3:::${Bucket}/a"],
    ["another prefix in the same bucket", [get(`arn:aws:s3:::${bucket}/in/*`)], `arn:aws:s3:::${bucket}/?*`, "no: arn:aws:s3:::${Bucket}/a"],
    ["a Deny on the same name", [get("*"), deny("s3:*", `arn:aws:s3:::${bucket}/secret/*`)], `arn:aws:s3:::${bucket}/?*`, "no: arn:aws:s3:::${Bucket}/secret/a"],
    ["a Deny on two names in one", [get("*"), deny("s3:*", `arn:aws:s3:::${bucket}-${other}/*`)], `arn:aws:s3:::${bucket}-${other}/?*`, "no: arn:aws:s3:::${Bucket}-${Other}/a"],
    ["a Deny on a name that it may be", [get("*"), deny("s3:*", "arn:aws:s3:::prod-*/*")], `arn:aws:s3:::${bucket}/?*`, "open"],
    ["a Deny on all other names", [get("*"), { Effect: "Deny", Action: "s3:*", NotResource: `arn:aws:s3:::${bucket}/*` }], `arn:aws:s3:::${bucket}/?*`, "yes"],
    ["a part of a name", [get(`arn:aws:s3:::lake-${bucket}/*`)], `arn:aws:s3:::lake-${bucket}/a?*`, "yes"],
    ["two parts in the other order", [get(`arn:aws:s3:::${bucket}-${other}/*`)], `arn:aws:s3:::${other}-${bucket}/?*`, "open"],
    ["a Deny below a prefix that nobody knows", [get("*"), deny("s3:*", `arn:aws:s3:::lake/${other}*`)], "arn:aws:s3:::lake/?*", "open"],
    ["a variable where nobody said what it is", [get("arn:aws:s3:::${aws:PrincipalTag/team}/*")], `arn:aws:s3:::${bucket}/?*`, "open"],
    ["a variable that no name of that service can match", [get("arn:aws:sqs:::${aws:PrincipalTag/team}")], `arn:aws:s3:::${bucket}/?*`, "no: arn:aws:s3:::${Bucket}/a"],
    ["a Deny on all names but one that begins as it may, with a variable that has no value", [get("*"), { Effect: "Deny", Action: "s3:*", NotResource: "arn:aws:s3:::lake-${aws:PrincipalTag/none}/*" }], `arn:aws:s3:::${bucket}/?*`, "open"],
    ["a name that is known, and one of those that begin alike", [get("arn:aws:s3:::lake-*"), deny("s3:*", "arn:aws:s3:::lake-a/*")], `arn:aws:s3:::${bucket}/?*`, "open"],
    ["one character, where a name has who knows how many", [get("arn:aws:s3:::?/*")], `arn:aws:s3:::${bucket}/?*`, "open"],
  ] as const)("%s", (_, statements, wanted, expected) => {
    expect(answerOf(statements, wanted)).toBe(expected);
  });
});
