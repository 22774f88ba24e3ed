import type { Compute, Property } from "../subject/compute.js";
import { textOf } from "../templates/values.js";
import { propertyOf, type Entry, type Node } from "../text/node.js";
import { hasUnknown } from "../text/unknown.js";
import { typed } from "./compute.js";
import { documentedProperties } from "./properties.js";

/** Whether a value is a Glue job as people write it for the API, or as the API gives it back. */
export function isGlueJob(node: Node | undefined): boolean {
  const command = propertyOf(node, "Command");
  return propertyOf(node, "Role") !== undefined && (propertyOf(command, "ScriptLocation") ?? propertyOf(command, "Name")) !== undefined;
}

/**
 * The compute that a Glue job is, under the keys of Guzzle's. What Glue gives back says its capacity in three ways at once, so
 * of a job that nobody wrote so the workers count and `MaxCapacity` does not.
 *
 * Source: https://docs.aws.amazon.com/glue/latest/webapi/API_CreateJob.html
 * and https://docs.aws.amazon.com/glue/latest/dg/aws-glue-programming-etl-glue-arguments.html
 */
export function computeOfJob(job: Node, name: string, written: boolean): Compute {
  const properties = new Map<string, Property>();
  for (const [key, type, value] of [...settings(job, written), ...defaults(job)]) if (!properties.has(key) && isSaid(value)) properties.set(key, propertyFrom(key, type, value));
  return { kind: "compute", name, guzzle: false, location: job.location, propertiesLocation: job.location, properties: Object.fromEntries(properties), arguments: argumentsOf(job), faults: [] };
}

/** The arguments of the job, those first that nobody may override. */
function argumentsOf(job: Node): Compute["arguments"] {
  const entries = ["DefaultArguments", "NonOverridableArguments"].flatMap((name) => entriesOf(propertyOf(job, name)));
  return Object.fromEntries(entries.filter(({ value }) => value.kind === "scalar").map(({ key, value }) => [key, { value: textOf(value) ?? "", location: value.location, unknown: isUnknown(value) }]));
}

const isUnknown = (node: Node) => { const text = textOf(node) ?? ""; return hasUnknown(text) || text.includes("${"); };

type Setting = readonly [key: string, type: Type, value: Node];
type Type = "string" | "integer" | "boolean";

/** What the job says: the arguments that nobody may override go before the others. */
function settings(job: Node, written: boolean): readonly Setting[] {
  const one = (key: string, type: Type, value: Node | undefined): readonly Setting[] => value ? [[key, type, value]] : [];
  const argumentsOf = (name: string) => entriesOf(propertyOf(job, name)).flatMap((entry) => settingOf(entry, true));
  return [
    ...argumentsOf("NonOverridableArguments"), ...argumentsOf("DefaultArguments"), ...entriesOf(job).flatMap((entry) => settingOf(entry, false)),
    ...one("delay_notification_threshold", "integer", propertyOf(propertyOf(job, "NotificationProperty"), "NotifyDelayAfter")),
    ...one("max_concurrent_runs", "integer", propertyOf(propertyOf(job, "ExecutionProperty"), "MaxConcurrentRuns")),
    ...one("script_location", "string", propertyOf(propertyOf(job, "Command"), "ScriptLocation")),
    ...one("command", "string", propertyOf(propertyOf(job, "Command"), "Name")),
    ...one("execution_class", "string", propertyOf(job, "ExecutionClass")),
    ...one("security_configuration", "string", propertyOf(job, "SecurityConfiguration")),
    ...one("connections", "string", connectionsOf(job)),
    ...(written || propertyOf(job, "WorkerType") === undefined ? one("max_capacity", "string", propertyOf(job, "MaxCapacity")) : []),
  ];
}

/** The connections that the job uses, if it uses any. */
function connectionsOf(job: Node): Node | undefined {
  const names = propertyOf(propertyOf(job, "Connections"), "Connections");
  return names?.kind === "list" && names.items.length === 0 ? undefined : names;
}

/** A setting or a job parameter that Guzzle has a property for: spelled exactly, for a job may have a parameter `--timeout` of its own. */
function settingOf({ key, value }: Entry, isArgument: boolean): readonly Setting[] {
  const property = documentedProperties.find(({ aliases }) => aliases.includes(key) && key.startsWith("--") === isArgument);
  return property ? [[property.key, property.type, value]] : [];
}

/** Every Glue job runs with its own role, and with a fixed number of workers unless it says otherwise. */
function defaults({ location, span }: Node): readonly Setting[] {
  const spelled = (text: string): Node => ({ kind: "scalar", location, span, value: text, source: text });
  return [["auth_type", "string", spelled("service_role")], ["auto_scale", "boolean", spelled("false")]];
}

const isSaid = (node: Node) => node.kind !== "scalar" || (node.value !== null && node.value !== "");

function propertyFrom(key: string, type: Type, node: Node): Property {
  // Metrics are on where the parameter is there, whatever its value. Source: the page of job parameters above.
  if (key === "job_metrics") return { value: true, location: node.location, unknown: false };
  return { value: typed(node, { key, type }), location: node.location, unknown: isUnknown(node) };
}

const entriesOf = (node: Node | undefined): readonly Entry[] => node?.kind === "map" ? node.entries : [];
