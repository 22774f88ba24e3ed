import { answerOffline } from "../audit/answer.js";
import { sampleKey, samplesBy, type Sample } from "../audit/samples.js";
import { simulate } from "../aws/simulate.js";
import type { Audited } from "../aws/audit.js";
import type { Snapshot } from "../aws/snapshot.js";
import { accountOf } from "../policy/arn.js";
import { questionsOf } from "./assess.js";
import type { Gathered } from "./gathered.js";
import type { CheckOptions } from "./options.js";
import type { Settings } from "./settings.js";

/** The requests by which the simulator is asked all that the rules ask, each once. */
export async function samplesFor(gathered: Gathered, at: string, { levels }: Settings, options: CheckOptions): Promise<readonly Sample[]> {
  const answer = answerOffline();
  const samples = samplesBy();
  const { asked } = await questionsOf(gathered, at, levels, options);
  const all = asked.flatMap(({ questions }) => questions.flatMap((question) => samples({ question, answer: answer(question) })));
  return [...new Map(all.map((sample) => [sampleKey(sample), sample])).values()];
}

/** The snapshots with what the simulator says of their roles. */
export async function simulated({ snapshots, access }: Audited, samples: readonly Sample[]): Promise<readonly Snapshot[]> {
  return Promise.all(snapshots.map(async (snapshot) => {
    const own = access.get(snapshot.account);
    if (own === undefined) return snapshot;
    const known = new Set(snapshot.iam.RoleDetailList.map(({ Arn }) => Arn));
    const answers = await simulate(samples.filter(({ role }) => accountOf(role) === snapshot.account && known.has(role)), own);
    return { ...snapshot, failures: [...snapshot.failures, ...answers.failures], simulated: answers.simulated };
  }));
}
