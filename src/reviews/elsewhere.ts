import { arnOf } from "../policy/arn.js";
import type { Fact } from "../subject/facts.js";
import { hasUnknown } from "../text/unknown.js";
import { grantsOf, isPlain, type Reviewer } from "./review.js";
import { whereabouts } from "./whereabouts.js";

/** Grants on resources in an account or a Region that is not the environment's: sometimes meant so, mostly copied. */
export const elsewhere: Reviewer = (reviewed) => {
  const { facts, computes } = reviewed.environment;
  const region = only(facts.region);
  const others = computes.flatMap((compute) => compute.region ?? []);
  const account = only(facts.account) ?? whereabouts(reviewed.environment).account;
  return grantsOf(reviewed).flatMap(({ resources }) => resources?.negated === false ? resources.entries : []).flatMap(({ value: { text }, location }) => {
    const arn = isPlain(text) ? arnOf(text) : undefined;
    const foreign = arn && [
      ...(account !== undefined && /^\d{12}$/.test(arn.account) && arn.account !== account ? [`the account \`${arn.account}\`, and the role in \`${account}\``] : []),
      ...(region !== undefined && /^[a-z-]+-\d+$/.test(arn.region) && arn.region !== region && !others.some((other) => other === arn.region || hasUnknown(other)) ? [`the Region \`${arn.region}\`, and the jobs run in \`${region}\``] : []),
    ];
    return foreign === undefined || foreign.length === 0 ? [] : [{ message: `\`${text}\` lies in ${foreign.join("; and in ")}`, location, about: text }];
  });
};

const only = (fact: Fact<string>) => fact.kind === "said" && fact.values.length === 1 ? fact.values[0] : undefined;
