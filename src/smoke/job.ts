import { textOf } from "../checks/compute-properties.js";
import type { Compute } from "../subject/compute.js";
import { mark, keptMark } from "./identity.js";
import type { Site } from "./tries.js";

/** A job as Glue's `CreateJob` takes it. */
export interface JobDefinition {
  readonly Name: string;
  readonly Role: string;
  readonly Description: string;
  readonly Command: { readonly Name: "glueetl"; readonly ScriptLocation: string; readonly PythonVersion: "3" };
  readonly GlueVersion: string;
  readonly WorkerType: "G.1X";
  readonly NumberOfWorkers: number;
  /** Minutes. */
  readonly Timeout: number;
  readonly MaxRetries: 0;
  readonly SecurityConfiguration?: string;
  readonly DefaultArguments: Readonly<Record<string, string>>;
  readonly Tags: Readonly<Record<string, string>>;
}

/** The tag by which a later run finds what nobody looks after any longer. */
export const tag = (keep: boolean): Readonly<Record<string, string>> => ({ gluelint: keep ? keptMark : mark });

/** What bears on the rights of the role and on where it logs; whatever else a job is told stays out, secrets above all. */
const passed = ["--enable-glue-datacatalog", "--custom-logGroup-prefix", "--continuous-log-logGroup", "--datalake-formats"];

/** The job of a run: with the compute's role, version and settings, and as small and short as one can be. */
export function jobOf({ compute, ...site }: Site, size: { readonly workers: number; readonly minutes: number; readonly version: string; readonly role: string }, keep: boolean): JobDefinition {
  const security = textOf(compute, "security_configuration");
  return {
    Name: site.jobName, Role: size.role, Description: "A smoke run of gluelint: it may be deleted.",
    Command: { Name: "glueetl", ScriptLocation: `s3://${site.script.bucket}/${site.script.prefix}`, PythonVersion: "3" },
    GlueVersion: size.version, WorkerType: "G.1X", NumberOfWorkers: size.workers, Timeout: size.minutes, MaxRetries: 0,
    ...(security !== undefined && { SecurityConfiguration: security }),
    DefaultArguments: {
      "--job-language": "python",
      ...switches(compute),
      ...(site.temporary && { "--TempDir": `s3://${site.temporary.bucket}/${site.temporary.prefix}` }),
      ...(site.events && { "--enable-spark-ui": "true", "--spark-event-logs-path": `s3://${site.events.bucket}/${site.events.prefix}` }),
    },
    Tags: { ...tag(keep), "gluelint-run": site.id },
  };
}

/** Source: https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html */
function switches(compute: Compute): Readonly<Record<string, string>> {
  const isOn = (key: string) => textOf(compute, key) === "true";
  const given = passed.flatMap((name) => { const setting = compute.arguments[name]; return setting === undefined || setting.unknown ? [] : [[name, String(setting.value)] as const]; });
  return {
    ...(isOn("job_metrics") && { "--enable-metrics": "true" }), ...(isOn("continuous_logging") && { "--enable-continuous-cloudwatch-log": "true" }),
    ...(isOn("generate_job_insights") && { "--enable-job-insights": "true" }), ...Object.fromEntries(given),
  };
}
