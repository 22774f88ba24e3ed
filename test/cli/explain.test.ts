import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { errors } from "../../src/rules/errors.generated.js";
import { rules } from "../../src/rules/rules.generated.js";
import { folder, gluelint, root } from "./gluelint.js";

const explain = (...args: readonly string[]) => gluelint(folder({}), "explain", ...args);

describe("a message of AWS's", () => {
  test.each([
    ["Unable to assume role", "job-role-trusts-glue"],
    ["Role arn:aws:iam::123456789012:role/etl should be given assume role permissions for Glue Service.", "caller-role-can-pass-job-roles"],
    ["botocore.errorfactory.AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/guzzle/i-0abc is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/etl", "caller-role-can-pass-job-roles"],
    ["to use worker type g.2x, MINIMUM allowed value of number of workers is 2", "compute-keeps-workers-in-limits"],
    ["is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:eu-west-1:123456789012:secret:a", "job-role-can-read-secrets"],
    ["Continuation update failed due to version mismatch. expected version 7 but found version 8", "compute-runs-alone-with-bookmarks"],
    ["The specified subnet does not have enough free addresses", "no rule foretells it: How many addresses"],
  ])("%s", (message, expected) => expect(explain(message)).toMatchObject({ code: 0, stdout: expect.stringContaining(expected) as string }));

  test("each that is known is found by itself, and as data", () => {
    for (const { text } of errors.filter((_, i) => i % 4 === 0)) expect((JSON.parse(explain(text, "--format", "json").stdout) as { readonly errors: readonly { readonly text: string }[] }).errors.map((error) => error.text)).toContain(text);
  });

  test("one that is near is named, and one that is nothing is not", () => {
    expect(explain("access denied from S3 again and again")).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(/near are\n {2}LAUNCH ERROR \| Error downloading from S3/) as string });
    expect(explain("the coffee is cold")).toMatchObject({ code: 2, stderr: expect.not.stringContaining("near are") as string });
    expect(explain("job-role-trusts-gule")).toMatchObject({ code: 2, stderr: expect.stringContaining("did you mean job-role-trusts-glue?") as string });
  });
});

describe("the pages under docs/rules", () => {
  test("there is one for each rule, with what `explain` prints, and no other", () => {
    expect(readdirSync(join(root, "docs/rules")).toSorted()).toEqual([...rules.map(({ id }) => `${id}.md`), "README.md", "errors.md", "left-out.md"].toSorted());
    expect(explain("job-role-trusts-glue", "--format", "markdown").stdout).toBe(readFileSync(join(root, "docs/rules/job-role-trusts-glue.md"), "utf8"));
  });

  test("each says what its rule file says, and the index names them all", () => {
    const index = readFileSync(join(root, "docs/rules/README.md"), "utf8");
    for (const { id, title, why, fix, source, read } of rules) {
      const page = readFileSync(join(root, `docs/rules/${id}.md`), "utf8");
      for (const part of [title, why, fix, source, `read ${read}`, "## Bad", "## Good"]) expect(page).toContain(part);
      expect(index).toContain(`| [${id}](${id}.md) | ${title} |`);
    }
  });

  test("what AWS says is on the pages of the rules that foretell it", () => {
    for (const { text, rules: predicting = [] } of errors) for (const id of predicting) expect(readFileSync(join(root, `docs/rules/${id}.md`), "utf8")).toContain(text);
  });
});
