import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { GlueClient, ListJobsCommand } from "@aws-sdk/client-glue";
import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Report } from "../../src/audit/report.js";
import { project } from "./a-project.js";
import { run } from "./an-account.js";
import { faultProxy, type FaultProxy } from "./fault-proxy.js";
import { folder, root } from "./gluelint.js";

const flags = ["smoke", "--compute", "conf/glue.yml", "--yes", "--poll", "0.01", "--format", "json", "--now", "2026-11-22"];

/** Whole smoke runs against moto, and what they leave there. */
export function smokeOnMoto(endpoint: string): void {
  const settings = { endpoint, region: "eu-west-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } };
  const [glue, s3] = [new GlueClient(settings), new S3Client({ ...settings, forcePathStyle: true })];
  const post = (path: string, body?: object) => fetch(`${endpoint}/moto-api/${path}`, { method: "POST", ...(body && { body: JSON.stringify(body) }) });
  const stepping = (times: number) => post("state-manager/set-transition", { model_name: "glue::job_run", transition: { progression: "manual", times } });
  const there = async () => {
    const buckets = await Promise.all(["guzzle-shared", "sales-lake"].map((Bucket) => s3.send(new ListObjectsV2Command({ Bucket }))));
    return [...(await glue.send(new ListJobsCommand({}))).JobNames ?? [], ...buckets.flatMap(({ Contents = [] }) => Contents.map(({ Key }) => Key))];
  };
  const proxies: FaultProxy[] = [];
  const proxied = async (...args: Parameters<typeof faultProxy> extends [string, ...infer Rest] ? Rest : never) => { const proxy = await faultProxy(endpoint, ...args); proxies.push(proxy); return proxy; };
  const smoked = async (cwd: string, proxy: FaultProxy) => {
    const { code, stdout, stderr } = await run(cwd, proxy.endpoint, flags, { AWS_MAX_ATTEMPTS: "1" });
    return { code, stderr, failures: (JSON.parse(stdout) as Report).failures, report: JSON.parse(stdout) as Report };
  };

  describe("smoke runs against moto", () => {
    beforeEach(async () => {
      await post("reset");
      await stepping(2);
      for (const Bucket of ["guzzle-shared", "sales-lake"]) await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: "eu-west-1" } }));
      await s3.send(new PutObjectCommand({ Bucket: "guzzle-shared", Key: "guzzle/job.py", Body: "" }));
    });
    afterEach(async () => {
      proxies.splice(0).forEach(({ stop }) => stop());
      await post("state-manager/unset-transition", { model_name: "glue::job_run" });
    });

    test("a run goes through its states, is a witness, and leaves nothing behind", async () => {
      const { code, stderr, failures, report } = await smoked(folder(project), await proxied());
      expect([code, failures, stderr]).toEqual([0, [], expect.stringContaining("STARTING → RUNNING → SUCCEEDED")]);
      expect(report.passes.filter(({ evidence }) => evidence.some(({ by, verdict }) => by === "smoke" && verdict === "pass")).map(({ rule }) => rule)).toEqual(expect.arrayContaining(["job-role-can-stop-runs", "job-role-can-use-datastores", "job-role-trusts-glue"]));
      expect(await there()).toEqual(["guzzle/job.py"]);
    });

    test.each(["SIGINT", "SIGKILL"] as const)("%s in the middle: nothing is left, if need be after the next run", async (signal) => {
      await stepping(1000);
      const [cwd, proxy] = [folder(project), await proxied()];
      const child = spawn(process.execPath, [join(root, "dist/gluelint.cjs"), ...flags], { cwd, env: { PATH: process.env["PATH"], HOME: cwd, AWS_ENDPOINT_URL: proxy.endpoint, AWS_REGION: "eu-west-1", AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b" }, stdio: "ignore" });
      while (!proxy.calls.includes("GetJobRun")) await new Promise((resolve) => { setTimeout(resolve, 5); });
      child.kill(signal);
      const [code] = await once(child, "close") as [number | null];
      const rest = await there();
      if (signal === "SIGKILL") {
        expect([code, rest.length]).toEqual([null, 3]);
        await stepping(1);
        expect((await smoked(cwd, await proxied())).failures).toEqual([]);
      } else {
        expect([code, proxy.calls.includes("BatchStopJobRun")]).toEqual([3, true]);
      }
      expect(await there()).toEqual(["guzzle/job.py"]);
    });

    test("each single call is refused once: nothing is left, and what was not seen is said", async () => {
      const [cwd, first] = [folder(project), await proxied()];
      await smoked(cwd, first);
      for (const [nth, call] of first.calls.entries()) {
        const { code, failures } = await smoked(cwd, await proxied((_, i) => i === nth));
        const again = /^(DELETE|GET list|DeleteJob|GetJobRun)/.test(call);
        expect([nth, call, code, failures.length, await there()]).toEqual([nth, call, again ? 0 : 3, again ? 0 : 1, ["guzzle/job.py"]]);
      }
    });
  });
}
