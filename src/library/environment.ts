/** What `check` looks at: what gluelint.yaml says, with the documents themselves where that names files. */
export interface CheckedEnvironment {
  /** Facts about the account that no document tells. */
  readonly environment?: EnvironmentFacts | undefined;
  /** Guzzle compute files, or Glue jobs as JSON of Glue's API. */
  readonly computes?: readonly TextFile[] | undefined;
  /** Templates of CloudFormation and SAM, files and plans of Terraform, and what `aws iam` and `aws glue` answer. All files of one folder that are Terraform's are one module. */
  readonly templates?: readonly TextFile[] | undefined;
  /** What Terraform's modules read beside that, by the paths that it has for them: `terraform.tfvars`, modules that they call, texts for `file` and `templatefile`. Nothing of it is judged by itself. */
  readonly files?: readonly TextFile[] | undefined;
  readonly roles?: readonly CheckedRole[] | undefined;
  /** Documents of which nobody says what they are: each is taken by what it says, and a policy is judged alone, by how it reads. */
  readonly documents?: readonly TextFile[] | undefined;
  readonly organization?: {
    /** Service control policies by level, root first. */
    readonly serviceControl?: readonly (readonly TextFile[])[] | undefined;
  } | undefined;
  /** Buckets by name: what their own policies say, and whose they are. This goes before what templates say of them. */
  readonly buckets?: Readonly<Record<string, CheckedBucket>> | undefined;
  /** KMS keys by their ARNs, with their policies. This goes before what templates say of them. */
  readonly keys?: Readonly<Record<string, { readonly policy: TextFile }>> | undefined;
  /** Values of the parameters of templates, by name. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** Levels by rule, over the rules' own. */
  readonly rules?: Readonly<Record<string, "error" | "warning" | "note" | "off">> | undefined;
  /** Packs of rules by name, or `all`. Default: what is documented, runs or costs, and errors of quality. */
  readonly packs?: readonly string[] | undefined;
  /** These rules and no others. */
  readonly only?: readonly string[] | undefined;
  /** What one run of a compute may cost at most, in US dollars. */
  readonly budget?: { readonly usd: number; readonly usdPerDpuHour?: number | undefined } | undefined;
  /** The day for which is judged, as in `2026-11-22`; left out, nothing is said of dates. */
  readonly now?: string | undefined;
}

/** A document by the path that the report names, and what it says: its text, JSON or (by the path's ending) YAML or Terraform; or plain data, which is read as the JSON that it would be written as, indented by two spaces. */
export interface TextFile {
  readonly path: string;
  readonly content: string | object;
}

/** A role by its ARN, with its policies as documents; an ARN stands for a managed policy whose text nobody has. */
export interface CheckedRole {
  readonly arn: string;
  /** The role of the Glue jobs, or that of the EC2 instance that Guzzle runs on. Default: `job`. */
  readonly is?: "job" | "caller" | undefined;
  /** Left out: nobody gave them, and the role may be able to do anything. */
  readonly policies?: readonly (TextFile | string)[] | undefined;
  readonly boundary?: TextFile | string | undefined;
  readonly trust?: TextFile | undefined;
}

export interface CheckedBucket {
  /** Left out: nobody gave it. `[]` says that the bucket has none. */
  readonly policy?: TextFile | readonly [] | undefined;
  /** The account that owns the bucket, where it is another one: twelve digits. */
  readonly account?: string | undefined;
}

/** Facts about the account, as `environment` of gluelint.yaml has them. */
export interface EnvironmentFacts {
  /** Default: that of the roles' ARNs, else `aws`. */
  readonly partition?: string | undefined;
  /** Twelve digits. Default: that of the roles' ARNs. */
  readonly account?: string | undefined;
  /** The Region that the jobs run in. */
  readonly region?: string | undefined;
  /** The bucket of the Guzzle shared storage; `[]` says that there is none. */
  readonly sharedStorage?: string | readonly [] | undefined;
  /** Buckets that the jobs read and write; `[]` says that there are none. */
  readonly datastores?: readonly (string | DatastoreFacts)[] | undefined;
  /** Names of the secrets that Guzzle reads. Default: every secret, as documented; and so on for what follows. */
  readonly secrets?: readonly string[] | undefined;
  /** Data Catalog databases. */
  readonly databases?: readonly string[] | undefined;
  /** Names of the Glue jobs that Guzzle makes. */
  readonly jobs?: readonly string[] | undefined;
  /** Glue connections. */
  readonly connections?: readonly string[] | undefined;
}

/** A bucket that the jobs read or write. */
export interface DatastoreFacts {
  readonly bucket: string;
  /** Key prefixes that the jobs use, as `sales/`. Default: the whole bucket. */
  readonly prefixes?: readonly string[] | undefined;
  /** `none`: Guzzle reaches the bucket by an access key. Default: `readWrite`. */
  readonly access?: "read" | "write" | "readWrite" | "none" | undefined;
  /** The account that owns the bucket, where it is another one: twelve digits. */
  readonly account?: string | undefined;
  /** The ARN of the KMS key that the bucket is encrypted with. */
  readonly key?: string | undefined;
}
