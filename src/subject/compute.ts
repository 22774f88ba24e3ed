import type { Fault } from "../text/document.js";
import type { Location } from "../text/location.js";

/** A Guzzle compute that runs on AWS Glue, or a Glue job of whomever, however its properties are spelled. */
export interface Compute {
  readonly kind: "compute";
  /** The name of its file, without extension; of a job, its own. */
  readonly name: string;
  /** Known to be Guzzle's: its own file says so, or the job's script lies in Guzzle's shared storage. Only then does the Guzzle page bind it. */
  readonly guzzle: boolean;
  readonly location: Location;
  /** The place of the map that holds the properties. */
  readonly propertiesLocation: Location;
  /** By canonical key: `iam_role`, `temporary_path`. A property without a value is not there. */
  readonly properties: Readonly<Record<string, Property>>;
  /** The job's arguments by their names, as `--conf`; those among them that say a property too. */
  readonly arguments: Readonly<Record<string, Property>>;
  readonly faults: readonly ComputeFault[];
  /** The Region that it runs in, where that is not the one of the environment; may be one that nobody knows. */
  readonly region?: string;
}

export interface Property {
  /** In the type that the documentation gives the property, where the text can be read so; else as written. */
  readonly value: string | number | boolean;
  readonly location: Location;
  /** The text holds a placeholder such as `${role}`, or a part that nobody knows (`text/unknown.ts`): its value is not known here. */
  readonly unknown: boolean;
}

export type ComputeFault = Fault<"syntax" | "shape" | "alias" | "conflict" | "unknownKey" | "unquoted">;
