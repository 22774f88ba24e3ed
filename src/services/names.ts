import { actionPattern, serviceOf } from "../policy/action.js";
import { matches } from "../policy/pattern.js";
import { isSlip, nearest, onlyNearest } from "../text/nearest.js";
import type { Action, Service, Services } from "./service.js";

/** An action, and the service that has it. */
export interface ServiceAction {
  readonly service: Service;
  readonly action: Action;
}

/** The action with this name, as in `s3:GetObject`, whatever its case; undefined where AWS has none. */
export function actionOf(services: Services, text: string): ServiceAction | undefined {
  const service = services.service(serviceOf(text));
  const action = service?.actions.get(text.slice(text.indexOf(":") + 1).toLowerCase());
  return service && action && { service, action };
}

/** All the actions that an `Action` entry names, in order: one for `s3:GetObject`, many for `s3:Get*`, none for `s3:Foo*`. */
export function actionsNamed(services: Services, entry: string): readonly ServiceAction[] {
  const pattern = actionPattern(entry);
  return prefixesOf(services, entry).flatMap((prefix) => {
    const service = services.service(prefix);
    if (service === undefined) return [];
    // Most patterns are the beginning of a name.
    const beginning = pattern.shape === "beginning" && pattern.prefix.startsWith(`${prefix}:`) ? pattern.prefix.slice(prefix.length + 1) : undefined;
    return [...service.actions].filter(([name]) => beginning === undefined ? matches(pattern, `${prefix}:${name}`) : name.startsWith(beginning)).map(([, action]) => ({ service, action }));
  });
}

/** The services that an entry may name actions of: to decode them all takes a tenth of a second. */
const prefixesOf = (services: Services, entry: string) => /^[^:*?]+:/.test(entry) ? [serviceOf(entry)] : services.prefixes;

/**
 * The action that was most likely meant by one that AWS does not have: the one that allows the operation of this name, or else
 * the nearest of the service, whose prefix may be misspelled as well. Undefined where none is near.
 */
export function nearestAction(services: Services, text: string): string | undefined {
  const allowing = allowingAction.get(text.toLowerCase());
  if (allowing !== undefined) return allowing;
  const prefix = serviceOf(text);
  const service = services.service(prefix) ?? services.service(nearest(prefix, services.prefixes) ?? "");
  const name = service && nearest(text.slice(text.indexOf(":") + 1), [...service.actions.values()].map((action) => action.name));
  return service && name && `${service.prefix}:${name}`;
}

/** Whether nothing else can have been meant by a text than the action that is nearest: one operation's own name, or one slip of the pen. */
export function isSurely(services: Services, text: string, meant: string): boolean {
  if (allowingAction.has(text.toLowerCase())) return true;
  const [prefix, name] = [serviceOf(text), text.slice(text.indexOf(":") + 1)];
  const service = services.service(prefix);
  if (service === undefined) return onlyNearest(prefix, services.prefixes) === serviceOf(meant) && isSlip(prefix, serviceOf(meant)) && actionOf(services, `${serviceOf(meant)}:${name}`) !== undefined;
  return isSlip(`${prefix}:${name}`, meant) && onlyNearest(name, [...service.actions.values()].map((action) => action.name)) !== undefined;
}

/**
 * Operations, in lower case, that go by another name than the action that allows them, and are often written in its place.
 *
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 * and https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
const allowingAction: ReadonlyMap<string, string> = new Map([
  ["s3:listbuckets", "s3:ListAllMyBuckets"],
  ["s3:headbucket", "s3:ListBucket"],
  ["s3:listobjects", "s3:ListBucket"],
  ["s3:listobjectsv2", "s3:ListBucket"],
  ["s3:listobjectversions", "s3:ListBucketVersions"],
  ["s3:listmultipartuploads", "s3:ListBucketMultipartUploads"],
  ["s3:listparts", "s3:ListMultipartUploadParts"],
  ["s3:headobject", "s3:GetObject"],
  ["s3:copyobject", "s3:PutObject"],
  ["s3:createmultipartupload", "s3:PutObject"],
  ["s3:uploadpart", "s3:PutObject"],
  ["s3:completemultipartupload", "s3:PutObject"],
  ["s3:deleteobjects", "s3:DeleteObject"],
  ["lambda:invoke", "lambda:InvokeFunction"],
]);
