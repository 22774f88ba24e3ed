import { expect, test } from "vitest";
import { policiesOf } from "../../src/checks/role-policies.js";
import { assemble } from "../../src/sources/assemble.js";
import { factsOf } from "../../src/sources/facts.js";
import { recordingOf } from "../../src/sources/snapshot.js";
import { parseJson } from "../../src/text/json.js";

const arn = "arn:aws:iam::123456789012:role/etl";
const snapshot = parseJson("a.snapshot.json", JSON.stringify({ kind: "gluelint snapshot", account: "123456789012", asked: { roles: ["etl"] }, iam: { RoleDetailList: [{ RoleName: "etl", Arn: arn, AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [] }, RolePolicyList: [], AttachedManagedPolicies: [] }], Policies: [] } }));
const [seen] = recordingOf(snapshot).roles;
const told = { arn, is: "job" as const, location: { artifact: "gluelint.yaml", pointer: "" }, policies: [], boundary: undefined, trust: undefined };

test.each([["a role of which somebody tells", told, true], ["a role that AWS itself shows", seen ?? told, false]])("of %s without a boundary it is open that there is none: %o", (_, role, isOpen) => {
  const environment = assemble({ facts: factsOf({}), computes: [], roles: [role], serviceControl: undefined, loose: [], required: ["boundary"] });
  const [assembled] = environment.roles;
  expect(assembled?.arn).toBe(arn);
  expect(assembled && policiesOf(assembled, environment).boundary?.map(({ kind }) => kind)).toEqual(isOpen ? ["unread"] : undefined);
});
