import { arnOf } from "../policy/arn.js";
import type { Environment } from "../subject/environment.js";

/** The account and the partition in which all roles of an environment lie; undefined where they lie in several. */
export interface Whereabouts {
  readonly account: string | undefined;
  readonly partition: string | undefined;
}

/** Looked up once, for every statement of every policy is held against it. */
export function whereabouts(environment: Environment): Whereabouts {
  const before = known.get(environment) ?? whereaboutsOf(environment);
  known.set(environment, before);
  return before;
}

function whereaboutsOf({ roles, part }: Environment): Whereabouts {
  const arns = [...roles.map(({ arn }) => arn), ...part?.arns ?? []].flatMap((arn) => arnOf(arn) ?? []);
  return { account: only(arns.map(({ account }) => account)), partition: only(arns.map(({ partition }) => partition)) };
}

function only(values: readonly string[]): string | undefined {
  const [first, ...others] = new Set(values);
  return others.length === 0 ? first : undefined;
}

const known = new WeakMap<Environment, Whereabouts>();
