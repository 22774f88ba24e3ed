import type { Failure } from "../audit/report.js";
import { accountOf, roleNameOf } from "../policy/arn.js";
import { outlined } from "./dump-file.js";
import { onDisk } from "./paths.js";
import { roleRows, type RoleRows, type Row } from "./role-rows.js";

export interface PolicyRow extends Row {
  readonly arn: string;
}

/** What large dumps hold, without any of it: where each thing stands, and what hangs together. */
export interface Survey {
  readonly files: readonly string[];
  readonly roles: RoleRows;
  readonly policies: readonly PolicyRow[];
  /** Those that are some role's boundary and attached to none. */
  readonly limiting: ReadonlySet<string>;
  /** Jobs by the role that they name, by ARN or by name. */
  readonly jobs: ReadonlyMap<string, readonly Row[]>;
  /** The first job of all, as its file, a space and its pointer. */
  readonly first: string | undefined;
  readonly failures: readonly Failure[];
  /** Files that hold neither roles nor jobs. */
  readonly others: readonly string[];
  readonly accounts: ReadonlySet<string>;
  /** Of each account and partition of which a dump or a job names a role, one. */
  readonly arns: readonly string[];
}

/** Goes through dumps once. Who reads as much as he can hold of it then knows where to look. */
export async function surveyOf(files: readonly string[]): Promise<Survey> {
  const [roles, jobs] = [roleRows(), new Map<string, Row[]>()];
  const [policies, failures, others]: [PolicyRow[], Failure[], string[]] = [[], [], []];
  const [accounts, arns] = [new Set<string>(), new Map<string, string>()];
  const [attached, limits] = [new Set<string>(), new Set<string>()];
  let first: string | undefined;
  for (const file of files) {
    const lists = new Set<string>();
    const flaw = await outlined(onDisk(file), wanted, ({ told, ...listed }) => {
      lists.add(listed.list);
      const row = { ...listed, file };
      const texts = (name: string) => told.flatMap(([key, text]) => key === name ? [text] : []);
      const [arn] = texts("Arn");
      if (listed.list === "RoleDetailList" && arn !== undefined) {
        const [own, boundary] = [texts("PolicyArn"), texts("PermissionsBoundaryArn")];
        own.forEach((each) => attached.add(each));
        boundary.forEach((each) => limits.add(each));
        roles.add({ ...row, arn, managed: [...own, ...boundary] });
        arns.set(placeOf(arn), arn);
        const account = accountOf(arn);
        if (account !== undefined) accounts.add(account);
      }
      if (listed.list === "Policies" && arn !== undefined) policies.push({ ...row, arn });
      if (listed.list === "Jobs") {
        const [role = ""] = texts("Role");
        first ??= `${file} /Jobs/${listed.index}`;
        const alike = jobs.get(role);
        if (alike) alike.push(row);
        else jobs.set(role, [row]);
      }
    });
    if (flaw !== undefined) failures.push({ artifact: file, message: `it is no whole dump: ${flaw}` });
    if (!lists.has("RoleDetailList") && !lists.has("Jobs")) others.push(file);
  }
  for (const name of jobs.keys()) if (roleNameOf(name) !== undefined) arns.set(placeOf(name), name);
  return { files, first, arns: [...arns.values()], roles, policies, jobs, failures, others, limiting: new Set([...limits].filter((arn) => !attached.has(arn))), accounts };
}

/** The partition and the account, and all before the name. */
const placeOf = (arn: string) => arn.split(":").slice(0, 5).join(":");

const wanted = [{ name: "Arn", deep: 1 }, { name: "Role", deep: 1 }, { name: "PermissionsBoundaryArn", deep: 2 }, { name: "PolicyArn", deep: 3 }];
