import { arnOf } from "../policy/arn.js";
import type { Environment } from "../subject/environment.js";

/** The account that owns the bucket of a resource, where the environment says that it is another one. */
export function ownerOf(resource: string, { buckets, facts: { datastores } }: Environment): { readonly resourceAccount?: string } {
  const arn = arnOf(resource);
  if (arn?.service !== "s3") return {};
  const [bucket = ""] = arn.resource.split("/");
  const datastore = datastores.kind === "said" ? datastores.values.find((each) => each.bucket === bucket) : undefined;
  const account = datastore?.account ?? buckets?.get(bucket)?.account;
  return account === undefined ? {} : { resourceAccount: account };
}
