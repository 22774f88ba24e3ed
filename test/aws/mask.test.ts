import { expect, test } from "vitest";
import { masked } from "../../src/aws/mask.js";
import { rules } from "../../src/rules/rules.generated.js";

const secrets: readonly (readonly [name: string, text: string, secret: string])[] = [
  ["--db_password", "hunter2hunter2", "hunter2"], ["--apiKey", "a1b2c3d4e5", "a1b2c3d4e5"], ["--jdbc_url", "jdbc:mysql://db/sales?user=etl&password=hunter2", "hunter2"],
  ["--url", "https://etl:hunter2@db.example.com/x", "hunter2"], ["--key_id", "id AKIAIOSFODNN7EXAMPLE.", "IOSFODNN7EXAMPLE"],
  ["--pem", "-----BEGIN RSA PRIVATE KEY-----\nMIIabc\n-----END RSA PRIVATE KEY-----", "MIIabc"], ["--conf", "spark.hadoop.fs.s3a.secret.key=wJalrXUt --conf a=b", "wJalrXUt"],
  ["--github", "ghp_abcdefghijklmnopqrstuvwxyz012345", "abcdefghij"], ["--x", "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEYab", "wJalr"], ["--auth_token", "sesame", "sesame"], ["Description", "log in with password: hunter2", "hunter2"],
];

test.each(secrets)("%s=%s: masked", (name, text, secret) => {
  expect(JSON.stringify(masked({ DefaultArguments: { [name]: text } }))).not.toContain(secret);
});

test.each(["s3://sales-lake/tmp/", "arn:aws:secretsmanager:eu-west-1:123456789012:secret:guzzle-abc123", "true", "${db_password}", "https://sts.amazonaws.com/"])("%s stands as it is, whatever its name", (text) => {
  expect(masked({ "--secret_token_path": text })).toEqual({ "--secret_token_path": text });
});

test("what the rule finds it finds in the masked text, and nothing else", () => {
  const rule = rules.find(({ id }) => id === "compute-hides-no-secret-in-arguments");
  const schema = rule?.check === "conforms" ? (rule.schema as { properties: { arguments: { patternProperties: Record<string, { not: { pattern: string } }>; additionalProperties: { not: { pattern: string } } } } }).properties.arguments : undefined;
  const [[names, { not: byName }] = ["", { not: { pattern: "" } }]] = Object.entries(schema?.patternProperties ?? {});
  const isFound = (name: string, text: string) => new RegExp(names).test(name) ? new RegExp(byName.pattern).test(text) : new RegExp(schema?.additionalProperties.not.pattern ?? "").test(text);
  const others = [["--db_password", "guzzle/sales/password"], ["--db_password_secret", "sales2024login"], ["--db_password", "short1"]] as const;
  for (const [name, text] of [...secrets, ...others]) expect([name, isFound(name, (masked({ [name]: text }) as Record<string, string>)[name] ?? "")]).toEqual([name, isFound(name, text)]);
  expect(secrets.filter(([name, text]) => isFound(name, text)).length).toBeGreaterThan(4);
});
