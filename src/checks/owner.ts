import { arnOf } from "../policy/arn.js";
import type { Environment } from "../subject/environment.js";

/** The account that owns the bucket of a resource, where the environment says that it is another one. */
export function ownerOf(resource: string, { facts: { datastores } }: Environment): { readonly resourceAccount?: string } {
  const arn = arnOf(resource);
  if (arn?.service !== "s3" || datastores.kind === "unsaid") return {};
  const [bucket] = arn.resource.split("/");
  const account = datastores.values.find((datastore) => datastore.bucket === bucket)?.account;
  return account === undefined ? {} : { resourceAccount: account };
}
