import { expect, test, vi } from "vitest";
import type { Report } from "../../src/audit/report.js";
import { compute } from "./a-project.js";
import { asAws, now, type Says } from "./a-simulator.js";
import { facts, goodAccount, run } from "./an-account.js";
import { fakeAws, home } from "./fake-aws.js";
import { fakeGlue } from "./fake-glue.js";
import { checked, folder } from "./gluelint.js";

vi.setConfig({ testTimeout: 120_000 });

const snapshot = "gluelint-snapshots/123456789012.snapshot.json";
const common = ["--format", "json", "--now", "2026-11-22"];

/** Our evaluator, IAM's simulator and a smoke run, asked about one role one after the other; then all of it once more, offline. */
async function witnesses(says: Says, error?: (script: string) => string) {
  const cwd = folder({ "conf/glue.yml": compute });
  const [aws, glue] = [await fakeAws({ [home]: goodAccount() }, { simulate: now(says) }), await fakeGlue({ states: ["RUNNING", error ? "FAILED" : "SUCCEEDED"], ...(error && { error }) })];
  expect((await run(cwd, aws.endpoint, ["audit", ...common, ...facts, "--role", "guzzle-glue"])).stdout).not.toBe("");
  const { stdout } = await run(cwd, glue.endpoint, ["smoke", "--compute", "conf/glue.yml", "--yes", "--poll", "0.01", ...common, ...facts, snapshot]);
  [aws, glue].forEach(({ stop }) => stop());
  const { report: again } = checked(cwd, "conf/glue.yml", snapshot, "gluelint-snapshots/123456789012.glue.smoke.json", ...facts, "--region", "eu-west-1");
  return { report: JSON.parse(stdout) as Report, again };
}

const told = ({ passes, findings }: Report) => Object.fromEntries([...passes, ...findings].map(({ rule, evidence }) => [rule, evidence.map(({ by, verdict }) => `${by} ${verdict}`)]));
const failing = ({ findings }: Report) => findings.flatMap(({ rule, level, verdict }) => level === "error" && verdict === "fail" ? [rule] : []);

test("all three agree", async () => {
  const { report, again } = await witnesses(asAws);
  expect(failing(report)).toEqual([]);
  expect(told(report)).toMatchObject({ "job-role-can-stop-runs": ["offline pass", "simulator pass", "smoke pass"], "job-role-can-use-datastores": ["offline pass", "simulator pass", "smoke pass"], "job-role-trusts-glue": ["offline pass", "smoke pass"], "job-role-is-judged-alike": ["offline pass"], "job-role-runs-as-judged": ["offline pass"] });
  expect(told(again)).toMatchObject(told(report));
});

test("an organization that nobody gave: the simulator and the run see it, each as a finding of its own", async () => {
  const { report, again } = await witnesses((action, resource, context) => action === "secretsmanager:GetSecretValue" ? { decision: "explicitDeny", organization: true } : asAws(action, resource, context), (script) => {
    const operations = [...script.matchAll(/\\"operation\\":\\"(\w+)\\"/g)].map(([, operation]) => operation);
    return `gluelint-smoke ${operations.map((operation) => operation === "get_secret_value" ? "-" : "+").join("")}; ${operations.indexOf("get_secret_value")} AccessDeniedException`;
  });
  expect([failing(report).toSorted(), told(report)["job-role-can-read-secrets"]]).toEqual([["job-role-is-judged-alike", "job-role-runs-as-judged"], ["offline pass", "simulator fail", "smoke fail"]]);
  expect(failing(again).toSorted()).toEqual(["job-role-is-judged-alike", "job-role-runs-as-judged"]);
});
