import { rememberingEach } from "../text/remembering.js";

/**
 * The policies that AWS manages, in their versions of `date`.
 *
 * Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export interface ManagedPolicies {
  /** The day of the youngest change that is in, as in `2026-08-26`. */
  readonly date: string;
  /** The ARNs of all, in order. */
  readonly arns: readonly string[];
  /** The policy with this ARN; undefined where AWS has none, and outside the partition `aws`, whose policies differ. */
  readonly policy: (arn: string) => ManagedPolicy | undefined;
}

export interface ManagedPolicy {
  readonly arn: string;
  /** `v5` */
  readonly version: string;
  /** The day on which AWS changed it last. */
  readonly updated: string;
  /** Its document as indented JSON, in AWS's order. */
  readonly text: string;
}

/** The generated data: texts that are decoded when they are asked for. */
export interface ManagedPoliciesData {
  readonly date: string;
  /** All the strings of all the policies, with `|` between. */
  readonly words: string;
  /**
   * By ARN without its beginning, in order: version, day, and the document, with spaces between. In it the place of a string
   * among the words, to base 36, stands for the string, and a value that is no string has a `!` before it.
   */
  readonly policies: Readonly<Record<string, string>>;
}

/** What the ARN of every policy begins with that AWS manages. */
export const beginning = "arn:aws:iam::aws:policy/";

/** The policies that the generated data holds, each decoded when it is asked for; of the same data the same ones. */
export const managedPoliciesOf = rememberingEach(({ date, words, policies }: ManagedPoliciesData): ManagedPolicies => {
  const all = words.split("|");
  return {
    date,
    arns: Object.keys(policies).map((rest) => `${beginning}${rest}`),
    policy: (arn) => {
      const rest = arn.slice(beginning.length);
      const encoded = arn.startsWith(beginning) && Object.hasOwn(policies, rest) ? policies[rest] : undefined;
      if (encoded === undefined) return undefined;
      const [version = "", updated = "", document = ""] = encoded.split(" ");
      return { arn, version, updated, text: decodeDocument(document, all) };
    },
  };
});

function decodeDocument(encoded: string, words: readonly string[]): string {
  const json = encoded.replace(/!?[0-9a-z]+/g, (place) => {
    if (place.startsWith("!")) return place.slice(1);
    const word = words[parseInt(place, 36)];
    if (word === undefined) throw new Error(`the generated data of managed policies is broken at \`${place}\``);
    return JSON.stringify(word);
  });
  return JSON.stringify(JSON.parse(json), undefined, 2);
}
