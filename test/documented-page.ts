import { readFileSync } from "node:fs";

export interface PageStatement {
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/** The page's policy as people deploy it: its JSON, plus one Allow for each row of its table, placeholders filled in. */
export function deployedStatements(): readonly PageStatement[] {
  const page = readFileSync(new URL("../fixtures/documented/page.md", import.meta.url), "utf8")
    .replaceAll("<guzzle-shared-storage-bucket>", "guzzle-shared").replaceAll("<datastore-bucket>", "sales-lake").replaceAll("<region>", "eu-west-1").replaceAll("<account>", "123456789012");
  const json: unknown = JSON.parse(/```json\n([^]*?)```/.exec(page)?.[1] ?? "");
  const rows = [...page.matchAll(/^\| (\w+:\w+) \| (\S+) \|$/gm)].map(([, action = "", resource = ""]): PageStatement => ({ Effect: "Allow", Action: [action], Resource: [resource] }));
  return [...(json as { readonly Statement: readonly PageStatement[] }).Statement, ...rows];
}

/** The same with what is wrong with it put right: log groups by their full name, functions, and partitions. */
export function mendedStatements(): readonly PageStatement[] {
  const tables = "glue:GetTable";
  return deployedStatements().map(({ Effect, Action, Resource }) => ({
    Effect,
    Action: Action.includes(tables) ? [...Action, "glue:GetPartition", "glue:GetPartitions", "glue:BatchGetPartition"] : Action,
    Resource: [...Resource.map((resource) => resource.replace(":*:/aws-glue", ":*:log-group:/aws-glue")), ...(Action.includes(tables) ? ["arn:aws:glue:eu-west-1:123456789012:userDefinedFunction/*/*"] : [])],
  }));
}

export function policyText(statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements }, undefined, 2);
}
