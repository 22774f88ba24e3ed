import { compare } from "../access/compare.js";
import { gainsInWords, gainsOf, type Gains } from "../access/gains.js";
import type { Question } from "../checks/check.js";
import { actionsOf } from "../checks/calls.js";
import { policiesOf } from "../checks/role-policies.js";
import type { Policies, Request } from "../evaluate/request.js";
import type { Rule } from "../rules/rule.js";
import type { Services } from "../services/service.js";
import type { Environment } from "../subject/environment.js";
import type { Role } from "../subject/role.js";
import { answerOffline } from "./answer.js";
import { ask } from "./ask.js";
import { areUnchanged } from "./unchanged.js";

/** What a change does to one role: who may do what with it now that could not before, and the other way round. */
export interface RoleChange {
  /** Its ARN. */
  readonly role: string;
  readonly change: "added" | "removed" | "changed";
  readonly gained?: Told;
  /** Of what is documented, and what was so before. */
  readonly lost?: Told;
  /** Why nobody can say more. */
  readonly open?: string;
}

export interface Told {
  readonly sentence: string;
  /** Requests that show it: allowed now and not before, or the other way round. */
  readonly requests: readonly Request[];
}

/** What became of each role with all its policies, its boundary and its trust policy, as far as anything did. */
export function roleChanges(services: Services, rules: readonly Rule[], before: readonly Environment[], after: readonly Environment[]): readonly RoleChange[] {
  const [old, changed] = [standingsOf(rules, before), standingsOf(rules, after)];
  return [...new Set([...old.keys(), ...changed.keys()])].toSorted().flatMap((arn): readonly RoleChange[] => {
    const [was, is] = [old.get(arn), changed.get(arn)];
    const found = { ...gained(services, arn, was, is), ...lost(arn, was, is) };
    return Object.keys(found).length === 0 && was && is ? [] : [{ role: arn, change: was === undefined ? "added" : is === undefined ? "removed" : "changed", ...found }];
  });
}

/** A role with its layers, and all that is asked about it. */
interface Standing {
  readonly role: Role;
  readonly policies: Policies;
  readonly questions: readonly Question[];
}

/** In an audit a role stands in an environment for each Region; its policies are the same in all. */
function standingsOf(rules: readonly Rule[], environments: readonly Environment[]): ReadonlyMap<string, Standing> {
  const standings = new Map<string, Standing>();
  for (const environment of environments) {
    const asked = ask(rules.filter(({ check }) => check === "can" || check === "trusts"), environment);
    for (const role of environment.roles) {
      const questions = asked.flatMap((each) => each.joined.subject === role ? each.questions : []);
      const known = standings.get(role.arn);
      standings.set(role.arn, { role, policies: policiesOf(role, environment), ...known, questions: [...known?.questions ?? [], ...questions] });
    }
  }
  return standings;
}

const nothing: Policies = { identity: [] };

const none: Gains = { gains: [], open: [] };

function gained(services: Services, arn: string, was: Standing | undefined, is: Standing | undefined): Pick<RoleChange, "gained" | "open"> {
  if (is === undefined) return {};
  const { gains, open: [open] } = was && areUnchanged(was.policies, is.policies) ? none : gainsOf(services, was?.policies ?? nothing, is.policies, arn);
  const trust = is.role.trust && (was === undefined || was.role.trust) ? compare(services, was?.role.trust ?? [], is.role.trust, "trust") : undefined;
  const assuming = trust?.counterexample && ofRole(trust.counterexample, arn);
  const parts = [...(gains.length > 0 ? [`it may ${gainsInWords(gains)}`] : []), ...(assuming ? [`${assuming.principal === null ? "anybody" : `\`${assuming.principal}\``}, for one, may \`${assuming.action}\` it`] : [])];
  const requests = [...gains.slice(0, 1).map(({ request }) => request), ...(assuming ? [assuming] : [])];
  const hinders = open?.kind === "unread" ? open.policy.because : open ?? trust?.verdict === "open" ? "conditions or patterns of which nobody can say how they hang together" : undefined;
  return {
    ...(parts.length > 0 && { gained: { sentence: `\`${nameOf(arn)}\` gains access: ${parts.join("; and ")}`, requests } }),
    ...(hinders !== undefined && { open: `whether \`${nameOf(arn)}\` gains more hangs on ${hinders}` }),
  };
}

/** What the documentation demands, what was so, and what is refused now though it is still asked for; of a role that is gone, all of it. */
function lost(arn: string, was: Standing | undefined, is: Standing | undefined): Pick<RoleChange, "lost"> {
  if (was === undefined) return {};
  const answer = answerOffline();
  const now = new Map(is?.questions.map((question) => [keyOf(question), question]));
  const refused = was.questions.flatMap((question) => {
    const changed = now.get(keyOf(question));
    const answered = changed && answer(changed);
    if (is !== undefined && answered?.kind !== "no") return [];
    if (answer(question).kind !== "yes") return [];
    return [{ question, request: answered?.kind === "no" ? answered.counterexample : undefined }];
  });
  if (refused.length === 0) return {};
  const sentence = is === undefined ? `\`${nameOf(arn)}\` is gone, and could do what is documented` : `\`${nameOf(arn)}\` loses what is documented: ${actionsOf(refused)} on ${[...new Set(refused.flatMap(({ request }) => request ? [`\`${request.resource}\``] : []))].slice(0, 3).join(", ")}`;
  return { lost: { sentence, requests: refused.flatMap(({ request }) => request ?? []).slice(0, 1) } };
}

/** Trust policies are compared as those of some role elsewhere. */
function ofRole({ resourceAccount: _, ...request }: Request, resource: string): Request {
  return { ...request, resource };
}

const keyOf = ({ permission: { principal, action, resources } }: Question) => JSON.stringify([principal, action, resources.text]);

const nameOf = (arn: string) => arn.slice(arn.lastIndexOf("/") + 1);
