import { existsSync, readFileSync } from "node:fs";
import type { CheckOptions, Misunderstood } from "./options.js";

/** The flags of `audit`, as commander reads them; those of the report are those of `check`. */
export interface AuditOptions extends Omit<CheckOptions, "role" | "region"> {
  readonly role?: readonly string[];
  readonly job?: readonly string[];
  readonly all?: boolean;
  readonly region?: readonly string[];
  readonly profile?: string;
  readonly accounts?: string;
  readonly roleName?: string;
  readonly exclude?: readonly string[];
  readonly organizationPolicies?: boolean;
  readonly simulate: boolean;
  readonly concurrency: string;
  readonly snapshot: string;
  readonly resume?: boolean;
  readonly printPolicy?: boolean;
}

/** Which accounts are looked at, and how many calls may be under way at once. */
export interface Reach {
  readonly concurrency: number;
  /** Undefined for the account of whoever calls. */
  readonly accounts: { readonly ids: readonly string[] | "organization"; readonly exclude: readonly string[]; readonly roleName: string } | undefined;
}

/** Whether the organization's policies are looked at: where somebody says so, and where it is asked for its accounts anyhow. */
export const wantsOrganizationPolicies = ({ organizationPolicies = false, accounts }: AuditOptions): boolean => organizationPolicies || accounts === "organization";

/** How far the audit reaches, or what is wrong with the flags that say it. */
export function reachFrom({ role = [], region = [], accounts, roleName, exclude = [], concurrency }: AuditOptions): Reach | Misunderstood {
  const ids = accounts === undefined ? [] : accounts === "organization" ? accounts : accountsIn(accounts);
  const lines = [
    ...(/^[1-9]\d{0,2}$/.test(concurrency) ? [] : [`--concurrency ${concurrency}: say how many calls may be under way at once, from 1 to 999`]),
    ...region.filter((name) => !/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(name)).map((name) => `--region ${name}: this is not the name of a Region, such as eu-west-1`),
    ...role.filter((name) => !/^(arn:aws[a-z-]*:iam::\d{12}:role\/([!-~]+\/)?)?[\w+=,.@-]{1,64}$/.test(name)).map((name) => `--role ${name}: this is neither the name of a role nor its ARN: arn:aws:iam::<account>:role/<name>`),
    ...exclude.filter((id) => !/^\d{12}$/.test(id)).map((id) => `--exclude ${id}: an account is twelve digits`),
    ...(accounts !== undefined && roleName === undefined ? ["--accounts: say with --role-name which role of those accounts lets the audit in"] : []),
    ...(accounts === undefined && (roleName !== undefined || exclude.length > 0) ? ["--role-name and --exclude go with --accounts"] : []),
    ...typeof ids === "object" && "lines" in ids ? ids.lines : [],
  ];
  if (lines.length > 0 || (typeof ids === "object" && "lines" in ids)) return { lines };
  return { concurrency: Number(concurrency), accounts: accounts === undefined || roleName === undefined ? undefined : { ids, exclude, roleName } };
}

/** The accounts in a file: one a line, `#` and what follows aside; or a list in JSON. */
function accountsIn(path: string): readonly string[] | Misunderstood {
  if (!existsSync(path)) return { lines: [`--accounts ${path}: no such file`] };
  const entries = readFileSync(path, "utf8").replace(/^\s*\[|\]\s*$/g, "").split(/[\n,]/).map((line) => line.replace(/#.*/, "").trim().replace(/^"|"$/g, "")).filter((line) => line !== "");
  const wrong = entries.filter((entry) => !/^\d{12}$/.test(entry));
  if (entries.length === 0) return { lines: [`--accounts ${path}: there is no account in it`] };
  return wrong.length > 0 ? { lines: [`--accounts ${path}: \`${wrong[0] ?? ""}\` is no account: write twelve digits a line`] } : entries;
}
