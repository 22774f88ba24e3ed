import type { Compute } from "../subject/compute.js";
import type { Datastore } from "../subject/facts.js";

/** Where a run takes place: all that the calls of a probe are made of. */
export interface Site {
  readonly id: string;
  readonly partition: string;
  readonly account: string;
  readonly region: string;
  readonly jobName: string;
  readonly compute: Compute;
  /** The script in the shared storage. */
  readonly script: Folder;
  /** Folders of the run's own below the temporary path and the path of the Spark UI; undefined where the compute names none. */
  readonly temporary: Folder | undefined;
  readonly events: Folder | undefined;
  readonly secrets: readonly string[];
  readonly databases: readonly string[];
  readonly connections: readonly string[];
  readonly datastores: readonly Datastore[];
}

/** A place in S3: `prefix` ends in a slash, or is the key of an object. */
export interface Folder {
  readonly bucket: string;
  readonly prefix: string;
}

/** One call that a run makes with the role of the job. */
export interface Try {
  /** The action that it takes. */
  readonly action: string;
  /** All that it is about, as ARNs; one with `*` or `?` stands for one resource of which only AWS knows the name. */
  readonly resources: readonly string[];
  /** The call as boto3 makes it; absent where Glue itself makes it before the script runs. */
  readonly call?: { readonly service: string; readonly operation: string; readonly arguments: Readonly<Record<string, unknown>> };
  /** Codes by which AWS says that there is no such thing: it says so to those alone who may ask. */
  readonly answers?: readonly string[];
  /** It means something only where the try so many places before it was allowed. */
  readonly follows?: number;
  /** Its key is the first that the try before it listed. */
  readonly firstKey?: true;
  /** It leaves an object behind, which the script takes away in the end. */
  readonly leaves?: true;
}
