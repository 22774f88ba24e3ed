import { afterEach, describe, expect, test, vi } from "vitest";
import { prepare } from "../../src/evaluate/prepare.js";
import { parsePolicy } from "../../src/policy/parse.js";
import { parseJson } from "../../src/text/json.js";
import { facts, fullAccount, run } from "./an-account.js";
import { asAws, now } from "./a-simulator.js";
import { fakeAws, home, type FakeAws } from "./fake-aws.js";
import { folder } from "./gluelint.js";

vi.setConfig({ testTimeout: 120_000 });

const servers: FakeAws[] = [];
afterEach(() => { servers.splice(0).forEach(({ stop }) => stop()); });

describe("--print-policy", () => {
  const resourcesOf = ({ operation, account, region, parameters }: FakeAws["calls"][number]): readonly string[] => {
    const role = parameters.get("RoleName");
    if (operation === "GetConnection") return ["catalog", `connection/${parameters.get("Name") ?? ""}`].map((name) => `arn:aws:glue:${region}:${account}:${name}`);
    return [services[operation] === "s3" ? `arn:aws:s3:::${parameters.get("Bucket") ?? ""}` : role !== null ? `arn:aws:iam::${account}:role/${role}` : parameters.get("RoleArn") ?? parameters.get("PolicyArn") ?? parameters.get("PolicySourceArn") ?? "*"];
  };
  /** The rights that are not called as the operation is. */
  const rights: Readonly<Record<string, string>> = { GetBucketEncryption: "GetEncryptionConfiguration", GetPublicAccessBlock: "GetBucketPublicAccessBlock" };
  const services: Readonly<Record<string, string>> = { GetJobs: "glue", GetConnection: "glue", GetSecurityConfiguration: "glue", ...Object.fromEntries(["ListAccounts", "DescribeOrganization", "ListRoots", "ListParents", "ListPoliciesForTarget", "DescribePolicy"].map((name) => [name, "organizations"])), GetBucketPolicy: "s3", GetBucketLocation: "s3", GetBucketEncryption: "s3", GetPublicAccessBlock: "s3", AssumeRole: "sts", GetCallerIdentity: "sts" };

  test.each([[["--role", "guzzle-glue"]], [["--all"]], [["--job", "guzzle-load"]], [["--job", "guzzle-load", "--organization-policies", "--no-simulate"]], [["--role", "guzzle-glue", "--accounts", "organization", "--role-name", "auditor"]]])("%j: with that policy no call of the audit is refused, and each of its actions is called", async (scope) => {
    const server = await fakeAws({ [home]: fullAccount() }, { simulate: now(asAws), organization: { manager: "999999999999", types: ["SERVICE_CONTROL_POLICY"], parents: { [home]: "r-abcd" }, attached: { "r-abcd": ["p-full"], [home]: ["p-full"] }, policies: { "p-full": { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } } } } });
    servers.push(server);
    const cwd = folder({});
    const { stdout } = await run(cwd, server.endpoint, ["audit", "--print-policy", ...scope]);
    const identity = [parsePolicy(parseJson("audit.json", stdout), "identity").policy];
    const entered = parsePolicy(parseJson("trust.json", `{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Principal": { "AWS": "123456789012" }, "Action": "sts:AssumeRole" } }`), "trust").policy;
    const [calling, entering] = [prepare({ identity }), prepare({ identity, resource: [entered] })];
    const may = (request: Parameters<typeof calling.decide>[0]) => (request.action === "sts:AssumeRole" ? entering : calling).decide(request);
    expect((await run(cwd, server.endpoint, ["audit", "--now", "2026-11-22", ...facts, ...scope])).code).toBe(0);
    const made = server.calls.filter(({ operation }) => operation !== "GetCallerIdentity").flatMap((call) => resourcesOf(call).map((resource) => ({ action: `${services[call.operation] ?? "iam"}:${rights[call.operation] ?? call.operation}`, resource })));
    expect(made.filter(({ action, resource }) => may({ principal: "arn:aws:iam::123456789012:user/auditor", action, resource }) !== "allowed")).toEqual([]);
    const granted = (JSON.parse(stdout) as { readonly Statement: readonly { readonly Action: string | string[] }[] }).Statement.flatMap(({ Action }) => Action);
    expect(new Set(made.map(({ action }) => action))).toEqual(new Set(granted));
  });
});
