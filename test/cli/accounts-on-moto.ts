import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { AttachPolicyCommand, CreateAccountCommand, CreateOrganizationalUnitCommand, CreateOrganizationCommand, CreatePolicyCommand, EnablePolicyTypeCommand, ListAccountsCommand, ListRootsCommand, MoveAccountCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { beforeEach, describe, expect, test } from "vitest";
import { audited, documented, snapshotIn, trustsGlue } from "./an-account.js";
import { faultProxy } from "./fault-proxy.js";
import { checked, folder } from "./gluelint.js";

/** Whole audits of many accounts against moto. */
export function accountsOnMoto(endpoint: string): void {
  const settings = { endpoint, region: "eu-west-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } };
  const organizations = new OrganizationsClient({ ...settings, region: "us-east-1" });
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  const sts = new STSClient(settings);

  async function iamOf(account: string): Promise<IAMClient> {
    const { Credentials: given } = await sts.send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/auditor`, RoleSessionName: "seed" }));
    return new IAMClient({ ...settings, credentials: { accessKeyId: given?.AccessKeyId ?? "", secretAccessKey: given?.SecretAccessKey ?? "", sessionToken: given?.SessionToken ?? "" } });
  }
  const allow = (iam: IAMClient, policy: string) => iam.send(new PutRolePolicyCommand({ RoleName: "guzzle-glue", PolicyName: "documented", PolicyDocument: policy }));
  async function makeRoleIn(account: string) {
    const iam = await iamOf(account);
    await iam.send(new CreateRoleCommand({ RoleName: "guzzle-glue", AssumeRolePolicyDocument: JSON.stringify(trustsGlue) }));
    await allow(iam, JSON.stringify(documented(account)));
  }

  describe("many accounts against moto", () => {
    beforeEach(async () => {
      await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
      for (const Bucket of ["guzzle-shared", "sales-lake"]) await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } }));
    });

    test("an organization: its policies bind an account below the unit, and not one that is the management account", async () => {
      await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
      const { Roots: [root] = [] } = await organizations.send(new ListRootsCommand({}));
      await organizations.send(new EnablePolicyTypeCommand({ RootId: root?.Id, PolicyType: "SERVICE_CONTROL_POLICY" }));
      const { OrganizationalUnit: unit } = await organizations.send(new CreateOrganizationalUnitCommand({ ParentId: root?.Id, Name: "workloads" }));
      for (const AccountName of ["below", "beside"]) await organizations.send(new CreateAccountCommand({ AccountName, Email: `${AccountName}@example.com` }));
      const { Accounts = [] } = await organizations.send(new ListAccountsCommand({}));
      const idOf = (name: string) => Accounts.find(({ Name }) => Name === name)?.Id ?? "";
      const [below, beside] = [idOf("below"), idOf("beside")];
      await organizations.send(new MoveAccountCommand({ AccountId: below, SourceParentId: root?.Id, DestinationParentId: unit?.Id }));
      const { Policy } = await organizations.send(new CreatePolicyCommand({ Name: "no-stopping", Description: "", Type: "SERVICE_CONTROL_POLICY", Content: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Deny", Action: "glue:BatchStopJobRun", Resource: "*" }] }) }));
      await organizations.send(new AttachPolicyCommand({ PolicyId: Policy?.PolicySummary?.Id, TargetId: unit?.Id }));
      for (const id of [below, beside, "123456789012"]) await makeRoleIn(id);

      const cwd = folder({});
      const { code, report } = await audited(cwd, endpoint, ["--accounts", "organization", "--role-name", "auditor", "--role", "guzzle-glue"]);
      expect([code, report.failures, report.notes]).toEqual([1, [], []]);
      expect(report.findings.filter(({ level }) => level === "error").map(({ rule, subject }) => [rule, subject])).toEqual([["job-role-can-stop-runs", `arn:aws:iam::${below}:role/guzzle-glue`]]);
      expect(JSON.parse(snapshotIn(cwd, below))).toMatchObject({ organization: { managementAccount: "123456789012", serviceControl: [{ Target: root?.Id }, { Target: unit?.Id }, { Target: below }], resourceControl: [] } });
      expect(checked(cwd, `gluelint-snapshots/${below}.snapshot.json`).report.findings.filter(({ level }) => level === "error").map(({ rule }) => rule)).toEqual(["job-role-can-stop-runs"]);
    });

    // moto takes a second for each account: fifty of them are audited in audit.test.ts.
    test("five accounts of which two refuse: three reported, two failures, exit 3; with findings, 1", async () => {
      const ids = Array.from({ length: 5 }, (_, i) => String(100_000_000_000 + i));
      const refusing = ids.slice(2, 4);
      for (const id of ids.filter((each) => !refusing.includes(each))) await makeRoleIn(id);
      const proxy = await faultProxy(endpoint, () => false, (body) => refusing.some((id) => body.includes(`${id}%3Arole%2Fauditor`)));
      const cwd = folder({ "accounts.txt": ids.join("\n") });
      const args = ["--accounts", "accounts.txt", "--role-name", "auditor", "--role", "guzzle-glue"];
      const { code, report } = await audited(cwd, proxy.endpoint, args);
      expect([code, report.failures.map(({ artifact }) => artifact), report.summary.subjects.length]).toEqual([3, refusing, 3]);
      await allow(await iamOf("100000000001"), JSON.stringify(documented("100000000001")).replace("glue:BatchStopJobRun", "glue:GetJob"));
      const wrong = await audited(cwd, proxy.endpoint, args);
      expect([wrong.code, wrong.report.failures.length, wrong.report.findings.filter(({ level }) => level === "error").map(({ rule, subject }) => [rule, subject])]).toEqual([1, 2, [["job-role-can-stop-runs", "arn:aws:iam::100000000001:role/guzzle-glue"]]]);
      proxy.stop();
    });
  });
}
