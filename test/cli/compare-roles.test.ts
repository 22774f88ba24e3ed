import { afterEach, describe, expect, test } from "vitest";
import type { RoleChange } from "../../src/audit/role-changes.js";
import { audited, documented, goodAccount, goodRole, snapshotIn, trustsGlue } from "./an-account.js";
import { fakeAws, type FakeAccount, type FakeAws } from "./fake-aws.js";
import { folder, gluelint } from "./gluelint.js";

const servers: FakeAws[] = [];
afterEach(() => { servers.splice(0).forEach(({ stop }) => stop()); });

/** What an audit leaves of the account. */
async function snapshotOf(account: FakeAccount): Promise<string> {
  const server = await fakeAws({ "123456789012": account });
  servers.push(server);
  const cwd = folder({});
  await audited(cwd, server.endpoint, ["--all"]);
  return snapshotIn(cwd);
}

async function changes(before: FakeAccount, after: FakeAccount): Promise<{ readonly code: number | null; readonly roles: readonly RoleChange[] }> {
  const cwd = folder({ "old.json": await snapshotOf(before), "new.json": await snapshotOf(after) });
  const { code, stdout } = gluelint(cwd, "compare", "old.json", "new.json");
  return { code, ...JSON.parse(stdout) as { readonly roles: readonly RoleChange[] } };
}

const good = goodAccount();
const arn = "arn:aws:iam::123456789012:role/guzzle-glue";
const withPolicy = (document: object, trust: object = trustsGlue): FakeAccount => ({ ...good, roles: [{ ...goodRole(), trust, inline: { documented: JSON.stringify(document) } }] });

describe("two snapshots", () => {
  test("of the same account: nothing", async () => {
    expect(await changes(good, good)).toEqual({ code: 0, roles: [] });
  });

  test("of a role that gains an action, and one who may assume it: one sentence, with requests", async () => {
    const wider = { ...documented(), Statement: [...documented().Statement, { Effect: "Allow", Action: "iam:CreateUser", Resource: "*" }] };
    const trust = { ...trustsGlue, Statement: [...trustsGlue.Statement, { Effect: "Allow", Principal: { AWS: "210987654321" }, Action: "sts:AssumeRole" }] };
    expect(await changes(good, withPolicy(wider, trust))).toEqual({ code: 1, roles: [{
      role: arn, change: "changed",
      gained: {
        sentence: "`guzzle-glue` gains access: it may change data in `iam` (`iam:CreateUser`); and `arn:aws:iam::210987654321:role/a`, for one, may `sts:AssumeRole` it",
        requests: [expect.objectContaining({ principal: arn, action: "iam:CreateUser" }), expect.objectContaining({ principal: "arn:aws:iam::210987654321:role/a", action: "sts:AssumeRole", resource: arn })],
      },
    }] });
  });

  test("of a role that loses what is documented, and of one that Glue may assume no more", async () => {
    const narrower = JSON.parse(JSON.stringify(documented()).replace("glue:BatchStopJobRun", "glue:GetJob")) as object;
    const { code, roles } = await changes(good, withPolicy(narrower, JSON.parse(JSON.stringify(trustsGlue).replace("glue.", "lambda.")) as object));
    expect([code, roles]).toEqual([1, [{
      role: arn, change: "changed",
      gained: { sentence: "`guzzle-glue` gains access: it may read from `glue` (`glue:GetJob`); and `lambda.amazonaws.com`, for one, may `sts:AssumeRole` it", requests: expect.any(Array) as unknown },
      lost: { sentence: expect.stringContaining("`guzzle-glue` loses what is documented: `glue:BatchStopJobRun`") as unknown, requests: [expect.objectContaining({ action: "glue:BatchStopJobRun" })] },
    }]]);
  });

  test("of a role that comes, and of one that goes", async () => {
    const none: FakeAccount = { ...good, roles: [], jobs: {} };
    expect((await changes(none, good)).roles).toMatchObject([{ role: arn, change: "added", gained: { sentence: expect.stringContaining("`guzzle-glue` gains access: it may change ") as unknown } }]);
    expect((await changes(good, none)).roles).toMatchObject([{ role: arn, change: "removed", lost: { sentence: "`guzzle-glue` is gone, and could do what is documented" } }]);
  });
});
