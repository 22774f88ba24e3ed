import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CreateJobCommand, GlueClient } from "@aws-sdk/client-glue";
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { CreateOrganizationCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { CreateBucketCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { project, role } from "./a-project.js";
import { documented, jobOf, run, trustsGlue } from "./an-account.js";
import { folder, root } from "./gluelint.js";

/** The commands of a page, in its order: a backslash joins lines, and what stands behind `#` is said to the reader. */
const commandsOf = (page: string) => [...readFileSync(join(root, page), "utf8").matchAll(/```sh\n([^]*?)```/g)]
  .flatMap(([, block = ""]) => block.replace(/\\\n\s*/g, "").trim().split("\n")).filter((line) => /^gluelint (audit|smoke|check gluelint-|check .*snapshots|compare old)/.test(line)).map((line) => line.replace(/\s+# .*$/, ""));

/** The commands of the pages about live accounts, run against moto as they stand there; but moto has no policy simulator. */
export function livePagesOnMoto(endpoint: string): void {
  const settings = { endpoint, region: "eu-west-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } };
  const [iam, glue, s3, organizations] = [new IAMClient(settings), new GlueClient(settings), new S3Client({ ...settings, forcePathStyle: true }), new OrganizationsClient({ ...settings, region: "us-east-1" })];

  async function seeded(): Promise<void> {
    await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
    await iam.send(new CreateRoleCommand({ RoleName: "guzzle-glue", AssumeRolePolicyDocument: JSON.stringify(trustsGlue) }));
    await iam.send(new PutRolePolicyCommand({ RoleName: "guzzle-glue", PolicyName: "documented", PolicyDocument: JSON.stringify(documented()) }));
    for (const Bucket of ["guzzle-shared", "sales-lake"]) await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } }));
    await s3.send(new PutObjectCommand({ Bucket: "guzzle-shared", Key: "guzzle/job.py", Body: "" }));
    const { CreatedOn: _created, LastModifiedOn: _modified, AllocatedCapacity: _allocated, MaxCapacity: _capacity, ...job } = jobOf("guzzle-load", role);
    await glue.send(new CreateJobCommand({ ...job, WorkerType: "G.1X" }));
    await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
  }

  describe.each(["docs/live-audit.md", "README.md"])("the live commands of %s", (page) => {
    test("do what they say: with findings or without, and one that must ask does not go on where nobody can answer", async () => {
      await seeded();
      const cwd = folder({ ...project, "conf/guzzle-glue.yml": project["conf/glue.yml"], "accounts.txt": "123456789012\n" });
      const ended: (readonly [line: string, code: number | null, said: string])[] = [];
      for (const line of commandsOf(page)) {
        const { code, stderr } = await run(cwd, endpoint, [...line.split(" ").slice(1), ...(/^gluelint smoke/.test(line) ? ["--poll", "0.01"] : /^gluelint audit/.test(line) ? ["--no-simulate"] : [])]);
        ended.push([line, code, code === 0 || code === 1 ? "" : stderr]);
        const snapshot = join(cwd, "gluelint-snapshots/123456789012.snapshot.json");
        if (/^gluelint audit --role/.test(line)) for (const name of ["old", "new"]) copyFileSync(snapshot, join(cwd, `${name}.snapshot.json`));
      }
      expect(ended.length).toBeGreaterThan(5);
      const asks = /^gluelint smoke(?!.*--(yes|dry-run))/;
      expect(ended.filter(([line, code]) => asks.test(line) ? code !== 2 : code !== 0 && code !== 1)).toEqual([]);
    }, 300_000);
  });
}
