import { checkOf } from "../checks/verbs.js";
import type { Joined, Question, Verdict } from "../checks/check.js";
import { contain, type Answer } from "../evaluate/contain.js";
import { prepare, type Authorizer } from "../evaluate/prepare.js";
import type { Layer } from "../evaluate/layers.js";
import type { Policies } from "../evaluate/request.js";
import type { Policy, Statement } from "../policy/policy.js";
import type { Rule } from "../rules/rule.js";
import type { Asked } from "./ask.js";
import type { Assessment } from "./judge.js";
import { nameOf, spellingOf, spellingOfAll, whoCalls } from "./spelling.js";

/** Judges, and remembers what was proved, for all parts of a run. */
export type SharedJudge = (asked: readonly Asked[]) => readonly Assessment[];

/**
 * Judges like `judge` with our own evaluator, but proves nothing twice. A yes is shared where all is the same that an answer hangs on: the action
 * and the resources, the context, the account, and in every layer the statements about the action, word for word; and who calls, where a
 * statement says anything of that. That nothing is to be remarked is shared where the text is the same, and its use, and the environment. What
 * fails or is open is judged anew each time, for it names its place.
 */
export function sharedJudge(): SharedJudge {
  const [proved, clean] = [new Set<string>(), new Map<string, Verdict>()];
  const prepared = new Map<Policies, Prepared>();
  const answerOf = ({ policies, permission }: Question): Answer => {
    const own = prepared.get(policies) ?? preparedFrom(policies);
    prepared.set(policies, own);
    const layers = own.keyOf(permission.action.toLowerCase(), permission.principal);
    const { principal: _, resources, ...call } = permission;
    // A call is much longer than what is said of it, and there are few: a name stands for it.
    const key = layers === undefined ? undefined : `${nameOf(`${JSON.stringify(call)} ${resources.text}`)} ${layers}`;
    if (key !== undefined && proved.has(key)) return { kind: "yes" };
    const answer = contain(own.authorizer, permission);
    if (key !== undefined && answer.kind === "yes") {
      if (proved.size >= most) proved.clear();
      proved.add(key);
    }
    return answer;
  };
  return (asked) => {
    // What was prepared is of the policies of one part; what was proved holds for all.
    prepared.clear();
    return asked.map((each) => {
      const key = documentKey(each.rule, each.joined);
      const known = key === undefined ? undefined : clean.get(key);
      if (known) return { ...each, answered: [], verdict: known };
      const answered = each.questions.map((question) => ({ question, answer: answerOf(question) }));
      const verdict = checkOf(each.rule).judge(each.rule, each.joined, answered);
      if (key !== undefined && verdict.kind === "pass") {
        if (clean.size >= most) clean.clear();
        clean.set(key, verdict);
      }
      return { ...each, answered, verdict };
    });
  };
}

/** Memory does not grow with the input: beyond so many it begins anew. */
const most = 5_000;

interface Prepared {
  readonly authorizer: Authorizer;
  /** All that is said of an action; undefined where somebody may say anything. */
  readonly keyOf: (action: string, principal: string | null) => string | undefined;
}

function preparedFrom(policies: Policies): Prepared {
  const authorizer = prepare(policies);
  const { boundary, managementAccount } = policies;
  const spelled = new Map<Statement, string>();
  for (const policy of everyPolicy(policies)) if (policy.kind === "read") spellingOf(policy).forEach(([statement, text]) => spelled.set(statement, text));
  const keys = new Map<string, string | undefined>();
  const told = ({ name, level, denies, allows }: Layer) => `${name} ${level} ${denies.map((each) => spelled.get(each)).join()}|${allows.map((each) => spelled.get(each)).join()}`;
  const about = (action: string): string | undefined => {
    const { identity, boundary: limit, session, serviceControl, resourceControl, resource, endpoint } = authorizer.about(action);
    const layers = [identity, limit, session, ...serviceControl, ...resourceControl, resource, endpoint].filter((layer) => layer !== undefined);
    return layers.some(({ unread }) => unread.length > 0) ? undefined : `${String(boundary !== undefined)} ${managementAccount ?? ""} ${layers.map(told).join("/")}`;
  };
  return {
    authorizer,
    keyOf: (action, principal) => {
      if (!keys.has(action)) keys.set(action, about(action));
      const key = keys.get(action);
      return key === undefined ? undefined : `${callerIn(key, principal)} ${key}`;
    },
  };
}

/** Who calls, as far as that decides anything: where nobody asks for more, the account alone, and whether AWS made the role. */
function callerIn(key: string, principal: string | null): string {
  const [, account, kind] = /^(arn:[^:]*:iam::\d{12}:)role\/(aws-service-role\/)?/.exec(principal ?? "") ?? [];
  return nameOf(account === undefined || key.includes(whoCalls) ? `${principal ?? ""} calls` : `${account}${kind ?? ""} calls`);
}

const everyPolicy = ({ identity, boundary = [], session = [], serviceControl = [], resourceControl = [], resource = [], endpoint = [] }: Policies): readonly Policy[] =>
  [...identity, ...boundary, ...session, ...serviceControl.flat(), ...resourceControl.flat(), ...resource, ...endpoint];

/** All that a remark about a policy hangs on, in a part of a dump; undefined for anything else. */
function documentKey({ id, check }: Rule, { subject, environment: { part, facts, name } }: Joined): string | undefined {
  if (part === undefined || subject.kind !== "policy" || subject.faults.length > 0 || (check !== "reviews" && check !== "narrows")) return undefined;
  const { location: { artifact, pointer }, readings } = subject;
  const texts = readings.map(({ use, policy }) => policy.kind === "read" ? `${use} ${spellingOfAll(policy)}` : undefined);
  return texts.includes(undefined) ? undefined : `${nameOf(`${id} ${name ?? ""} ${factsKey(facts)} ${part.arns.join()}`)} ${String(part.limiting.has(`${artifact} ${pointer}`))} ${texts.join(";")}`;
}

function factsKey(facts: object): string {
  const known = factsKnown.get(facts) ?? JSON.stringify(facts);
  factsKnown.set(facts, known);
  return known;
}

const factsKnown = new WeakMap<object, string>();
