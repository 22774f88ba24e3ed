import type { Policy } from "../policy/policy.js";
import type { Location } from "../text/location.js";

/** An IAM role and all that bears on what it can do. */
export interface Role {
  readonly kind: "role";
  readonly name: string;
  readonly arn: string;
  /** Whose role it is: that of a Glue job, that of the EC2 instance on which Guzzle runs, or somebody else's. */
  readonly is: "job" | "caller" | "other";
  /** Known to be Guzzle's: a compute or the configuration names it. Only then does the Guzzle page bind it. */
  readonly guzzle: boolean;
  readonly location: Location;
  /** Undefined where nobody gave the policies of the role: it may then be able to do anything. */
  readonly policies: readonly Policy[] | undefined;
  readonly boundary: readonly Policy[] | undefined;
  readonly trust: readonly Policy[] | undefined;
  /** AWS itself shows the role: what is not there is not. */
  readonly whole?: true;
}
