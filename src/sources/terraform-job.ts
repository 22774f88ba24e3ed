import { choiceOf } from "../templates/choice.js";
import { isRest, isUnknown, listAt, mapAt, scalarAt, unknownFor } from "../terraform/value.js";
import type { Place } from "../terraform/syntax.js";
import { itemsOf, propertyOf, type Entry, type MapNode, type Node } from "../text/node.js";
import { documentedProperties } from "./properties.js";

/**
 * The Glue job of a resource, as Glue's API spells it.
 *
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/glue_job
 */
export function jobOf(resource: MapNode): MapNode {
  const place: Place = { ...resource.location, span: resource.span };
  const own = (from: Node | undefined, names: Readonly<Record<string, string>>) => Object.entries(names).flatMap(([key, name]): readonly Entry[] => { const value = propertyOf(from, key); return value ? [entry(name, settled(value))] : []; });
  const [command] = itemsOf(propertyOf(resource, "command"));
  const [runs] = itemsOf(propertyOf(resource, "execution_property"));
  const [notified] = itemsOf(propertyOf(resource, "notification_property"));
  const connections = propertyOf(resource, "connections");
  return mapOf(place, [
    ...own(resource, plain),
    entry("Command", mapOf(place, [...(propertyOf(command, "name") ? [] : [entry("Name", scalarAt(place, "glueetl"))]), ...own(command, { name: "Name", script_location: "ScriptLocation", python_version: "PythonVersion" })])),
    ...(runs ? [entry("ExecutionProperty", mapOf(place, own(runs, { max_concurrent_runs: "MaxConcurrentRuns" })))] : []),
    ...(notified ? [entry("NotificationProperty", mapOf(place, own(notified, { notify_delay_after: "NotifyDelayAfter" })))] : []),
    ...(connections ? [entry("Connections", mapAt(place, [["Connections", connections.kind === "list" ? listAt({ ...connections.location, span: connections.span }, connections.items.map(settled)) : settled(connections)]]))] : []),
    ...argumentsOf("default_arguments", "DefaultArguments", resource), ...argumentsOf("non_overridable_arguments", "NonOverridableArguments", resource),
  ]);
}

const plain: Readonly<Record<string, string>> = {
  name: "Name", role_arn: "Role", glue_version: "GlueVersion", worker_type: "WorkerType", number_of_workers: "NumberOfWorkers", max_capacity: "MaxCapacity", max_retries: "MaxRetries",
  timeout: "Timeout", execution_class: "ExecutionClass", security_configuration: "SecurityConfiguration",
};

/** Where nobody knows all the arguments, each that means something here may be among them. */
function argumentsOf(key: string, name: string, resource: MapNode): readonly Entry[] {
  const value = propertyOf(resource, key);
  if (value === undefined) return [];
  const known = value.kind === "map" && !choiceOf(value) ? value.entries.map((each): Entry => ({ ...each, value: settled(each.value) })) : [];
  const isWhole = value.kind === "map" && !choiceOf(value) && !isRest(value);
  const place: Place = { ...value.location, span: value.span };
  const others = isWhole ? [] : documentedProperties.flatMap(({ aliases }) => aliases).filter((alias) => alias.startsWith("--") && !known.some((each) => each.key === alias));
  return [entry(name, mapOf(place, [...known, ...others.map((alias) => entry(alias, unknownFor(place, alias, [value])))]))];
}

/** A value that is one or the other is a text that nobody knows. */
const settled = (node: Node): Node => choiceOf(node) !== undefined && !isUnknown(node) ? unknownFor({ ...node.location, span: node.span }, "a value that hangs on a condition", [node]) : node;

const entry = (key: string, value: Node): Entry => ({ key, keySpan: value.span, value });
const mapOf = (place: Place, entries: readonly Entry[]): MapNode => ({ kind: "map", location: place, span: place.span, entries });
