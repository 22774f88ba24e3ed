import type { Answer } from "../evaluate/contain.js";
import type { Permission, Policies, Request } from "../evaluate/request.js";
import type { Services } from "../services/service.js";
import type { Compute } from "../subject/compute.js";
import type { Environment, Subject } from "../subject/environment.js";
import type { Datastore, Fact } from "../subject/facts.js";
import type { Location } from "../text/location.js";
import type { Mend } from "../text/mend.js";

/** First ask, then judge: who answers in between, our evaluator or AWS itself, is no concern of the check. Both are pure. */
export interface Check<R> {
  /** All that must be known of IAM before the rule can be judged. */
  asks(rule: R, joined: Joined): readonly Question[];
  /** The verdict, from those questions and their answers. */
  judge(rule: R, joined: Joined, answered: readonly Answered[]): Verdict;
}

/** What one verdict is about. */
export interface Joined {
  readonly subject: Subject;
  readonly environment: Environment;
  /** Only for rules that are for each datastore; unsaid or empty where nobody named one. */
  readonly datastore?: Fact<Datastore>;
  /** Only for rules about a role that are for each compute that names it. */
  readonly compute?: Compute;
  /** What AWS publishes about its services; only where a rule needs it. */
  readonly services?: Services;
  /** What all the rules there are need of the role; only where a rule is about that. */
  readonly needed?: HangsOn & { readonly permissions: readonly Permission[] };
}

export interface Question {
  readonly policies: Policies;
  readonly permission: Permission;
  /** Questions of one rule with the same mark ask for one thing in different forms. */
  readonly anyForm?: string;
  /** Where more is asked for than is known to be needed: a no is then no refusal. */
  readonly hangsOn?: HangsOn;
}

/** What somebody must say first: keys of `environment`, and the values of settings that are placeholders. */
export interface HangsOn {
  readonly unsaid: readonly string[];
  readonly unknown: readonly UnknownSetting[];
}

/** A setting of a compute whose value is a placeholder. */
export interface UnknownSetting {
  readonly compute: Compute;
  readonly key: string;
}

export interface Answered {
  readonly question: Question;
  readonly answer: Answer;
}

export type Verdict =
  | { readonly kind: "pass"; readonly assumes: readonly string[] }
  | { readonly kind: "fail"; readonly assumes: readonly string[]; readonly problems: readonly Problem[] }
  | { readonly kind: "open"; readonly problems: readonly Problem[] }
  | { readonly kind: "notApplicable"; readonly because: string };

/** One thing to mend, or to find out. */
export interface Problem {
  /** A sentence for the user: lower case, no full stop. */
  readonly message: string;
  readonly location: Location;
  readonly related: readonly { readonly message: string; readonly location: Location }[];
  readonly counterexample?: Request;
  /** What to do about it, where that is not what the rule says. */
  readonly fix?: string;
  /** How it may be put right, where that can be said: the surest first. */
  readonly mends?: readonly Mend[];
  /** What the rule asked for here, for the fingerprint. */
  readonly requirement: string;
}
