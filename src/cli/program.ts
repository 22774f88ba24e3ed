import { Argument, Command, Option } from "commander";
import type { AuditOptions } from "./audit-options.js";
import { check } from "./check.js";
import type { CompareOptions } from "./compare.js";
import type { Shell } from "./completion.js";
import type { ExitCode } from "./exit-code.js";
import type { MergeOptions } from "./merge.js";
import type { CheckOptions } from "./options.js";
import type { PolicyOptions } from "./policy.js";
import type { SimulateOptions } from "./simulate.js";
import { version } from "../library/version.js";
import type { SmokeOptions } from "./smoke-options.js";

/** The command line: names, flags and help. `done` gets the exit code of the command that ran. */
export function program(done: (code: ExitCode) => void): Command {
  const gluelint = new Command("gluelint").version(version).exitOverride().showHelpAfterError("(gluelint --help tells more)")
    .description("Proves that the IAM role of a Guzzle AWS Glue compute can do what the documentation demands, and shows the refused request where it cannot.");

  const many = (value: string, before: readonly string[] = []) => [...before, value];
  /** What all commands that report have. */
  const reporting = (command: Command) => command
    .option("--format <name[:file]>", "stylish, json, jsonl, sarif, junit, github, gitlab, markdown or html, to the terminal or to a file; repeatable", many)
    .addOption(new Option("--fail-on <level>", "the least level that makes the exit code 1").choices(["error", "warning", "note", "never"]))
    .option("--fail-on-open", "an open verdict makes the exit code 1 as well")
    .option("--max-warnings <n>", "more warnings than these make the exit code 1")
    .option("--allow-incomplete", "exit as if everything could be looked at")
    .option("--sarif-open", "open verdicts go into the SARIF too, as notes")
    .option("--sarif-full", "passes and open verdicts go into the SARIF too, by the book")
    .option("--sarif-waived", "what is waived goes into the SARIF too, as suppressed")
    .option("--color", "colours even where the output is no terminal").option("--no-color", "no colours")
    .option("--quiet", "only errors", false);

  /** What all commands have that read what a configuration names. */
  const configured = (command: Command) => command
    .option("--config <file>", "the configuration; default: gluelint.yaml or gluelint.json here or above")
    .option("--no-config", "look for no configuration")
    .option("--env <name>", "only this environment of the configuration; default: each of them")
    .option("--parameter <name=value>", "the value of a template's parameter, or of a variable of Terraform; repeatable", many)
    .option("--parameters <file>", "a file with values of parameters, or a .tfvars file; repeatable", many);

  /** What all commands that read an environment have. */
  const environment = (command: Command) => configured(command)
    .option("--account <id>", "twelve digits; default: the account in the role's ARN")
    .option("--partition <name>", "aws, aws-cn or aws-us-gov; default: that of the role's ARN")
    .option("--shared-storage <bucket>", "the bucket of the Guzzle shared storage")
    .option("--datastore <bucket>", "a bucket that the jobs read and write; repeatable", many)
    .option("--source <folder>", "where the resources of a plan of Terraform are declared: findings point there")
    .option("--policy <file>", "a policy over this repository, kept outside it: its configuration can only be stricter")
    .option("--guzzle", "take every Glue job and its role for Guzzle's")
    .option("--now <date>", "the day for which is judged, as in 2026-11-22; default: today");

  const files = (command: Command) => environment(command)
    .argument("[paths...]", "computes, policies, templates and snapshots; default: what gluelint.yaml names, or what lies below this folder")
    .option("--role <arn>", "the role that the policies on the command line belong to")
    .option("--region <name>", "the Region that the jobs run in");

  /** What all commands have that judge by the rules. */
  const judging = (command: Command) => reporting(command)
    .option("--rule <id:level>", "set the level of a rule: error, warning, note or off; repeatable", many)
    .option("--only <id>", "run this rule and no other; repeatable", many)
    .option("--pack <name>", "documented, runs, cost, quality, least-privilege, governance or all; repeatable", many)
    .option("--require <layer>", "boundary, serviceControl, resourceControl, resource or endpoint: open where nobody gives it; repeatable", many)
    .option("--baseline <file>", "what was wrong before anybody looked, which fails no run")
    .option("--update-baseline [=grow]", "write the baseline anew, without what is mended; with =grow, and what is new")
    .option("--no-waivers", "as if nobody had waived anything")
    .option("--verify", "try each yes out once more, on requests at the borders of statements")
    .option("--deterministic", "no clock in the output")
    .option("--verbose", "what was read, and how long it took");

  judging(files(gluelint.command("check", { isDefault: true }).description("check computes, roles, policies, templates and snapshots; nothing leaves this machine"))
    .option("--fix", "write the fixes into the files: those with one right answer, that grant nothing")
    .option("--fix-grants", "grant what is missing as well: the least that mends it, in policies that are the role's alone")
    .option("--diff", "print the fixes instead of the report, and write nothing")
    .option("--staged", "only what the change in git's index causes; judges the index and not the files")
    .option("--changed [=ref]", "only what the change of the files since a commit causes; default: HEAD")
    .option("--stdin", "the text of a file comes in on stdin").option("--stdin-filename <name>", "the file that it is the text of")
    .option("--show-config", "print every value that holds with where it comes from, and check nothing")
    .option("--shard <I/N>", "check one part of N, by subject; gluelint merge joins the JSON reports again")
    .option("--stream", "read dumps of an account in parts, as large ones are in any case: memory does not grow with them"))
    .action(async (paths: readonly string[], options: CheckOptions) => done(await check(paths, options)));

  judging(environment(gluelint.command("audit").description("look at roles and jobs of AWS accounts, write down what is there, and check it"))
    .option("--role <arn or name>", "a role that Guzzle's jobs run with, and its jobs; repeatable", many)
    .option("--job <name>", "a Glue job, and its role; repeatable", many)
    .option("--all", "every Glue job, and every role that Glue may assume")
    .option("--region <name>", "a Region to look for jobs in; repeatable", many)
    .option("--profile <name>", "a profile of AWS's shared configuration")
    .option("--accounts <file or organization>", "accounts to look at, twelve digits a line, or all of the organization; default: that of the credentials")
    .option("--role-name <name>", "the role of those accounts that lets the audit in")
    .option("--exclude <id>", "an account to leave out; repeatable", many)
    .option("--organization-policies", "look at the organization's policies over each account too, with the credentials of its management account; --accounts organization does so anyhow")
    .option("--no-simulate", "leave IAM's policy simulator out, which is asked beside our own evaluator")
    .option("--concurrency <n>", "how many calls may be under way at once", "8")
    .option("--snapshot <folder>", "where what was seen is written, one file an account", "gluelint-snapshots")
    .option("--resume", "take accounts that are complete in that folder from there")
    .option("--print-policy", "print the policy that the audit itself needs, and nothing else"))
    .action(async (options: AuditOptions) => done(await (await import("./audit.js")).audit(options)));

  judging(files(gluelint.command("smoke").description("run a small Glue job as a compute would, and hold what AWS allowed it against what its policies say; costs money"))
    .requiredOption("--compute <file>", "the compute, or the Glue job, that is to be tried")
    .option("--yes", "do not ask")
    .option("--max-usd <n>", "start nothing that may cost more dollars than that")
    .option("--dry-run", "print the plan, and start nothing")
    .option("--keep", "take nothing away again: job, script and objects stay")
    .option("--profile <name>", "a profile of AWS's shared configuration")
    .option("--snapshot <folder>", "where what was seen is written", "gluelint-snapshots")
    .option("--poll <seconds>", "how long to wait between two looks at the run", "5"))
    .action(async (paths: readonly string[], options: SmokeOptions) => done(await (await import("./smoke.js")).smoke(paths, options)));

  files(gluelint.command("policy").description("write the smallest policies with which the computes run, and prove them"))
    .option("--for <role>", "only for this role, by ARN or name; repeatable", many)
    .option("--minus-existing", "only what the role's policies do not grant yet")
    .option("--out <folder>", "write files there instead of to the terminal")
    .action(async (paths: readonly string[], options: PolicyOptions) => done(await (await import("./policy.js")).policy(paths, options)));

  gluelint.command("explain").description("what a rule demands, why, and who says so; or which rules foretell a message of AWS's").argument("<rule or message>", "the name of a rule, or any part of a message")
    .addOption(new Option("--format <name>").choices(["text", "markdown", "json"]).default("text"))
    .action(async (rule: string, { format }: { readonly format: "text" | "markdown" | "json" }) => done((await import("./explain.js")).explain(rule, format)));

  gluelint.command("simulate").description("decide concrete requests as AWS would, one or many")
    .option("--request <file>", "a JSON file with a request and its policies; - for stdin")
    .option("--batch <file>", "one such object a line, answered in the same order; - for stdin")
    .option("--expect", "fail where a decision is not the line's `expect`")
    .action(async (options: SimulateOptions) => done(await (await import("./simulate.js")).simulate(options)));

  reporting(gluelint.command("merge").description("join the JSON reports of several shards or accounts into one, in any format")
    .argument("<reports...>", "JSON reports, as --format json writes them; - for stdin"))
    .action(async (reports: readonly string[], options: MergeOptions) => done(await (await import("./merge.js")).mergeReports(reports, options)));

  configured(gluelint.command("compare").description("whether a new policy grants anything that an existing one does not, with a request that shows it; of two snapshots, or since a commit, what each role gains and loses")
    .argument("[existing]", "the policy, or the snapshot, as it is; - for stdin").argument("[new]", "the same as it shall be; - for stdin")
    .addOption(new Option("--type <kind>", "what the policies are attached to; default: told by what they say").choices(["identity", "resource", "trust"]))
    .option("--batch <file>", "one object with existing, new and type a line, answered in the same order; - for stdin")
    .option("--not-granted <file>", "whether the one policy that is named grants any of these actions on any of these resources")
    .option("--since <ref>", "what each role of the configuration gained and lost since this commit")
    .addOption(new Option("--format <name>", "how that is written; default: json").choices(["json", "markdown"])))
    .action(async (existing: string | undefined, changed: string | undefined, options: CompareOptions) => done(await (await import("./compare.js")).compareFiles([existing, changed].filter((path) => path !== undefined), options)));

  gluelint.command("init").description("write a first gluelint.yaml from the computes, policies and templates below this folder").action(async () => done(await (await import("./init.js")).init()));

  gluelint.command("completion").description("print a script that completes commands, flags and rules in a shell").addArgument(new Argument("<shell>").choices(["bash", "zsh", "fish"]))
    .action(async (shell: Shell) => done((await import("./completion.js")).complete(gluelint, shell)));

  gluelint.command("rules").description("all rules, one a line").action(async () => done((await import("./explain.js")).listRules()));
  return gluelint;
}
