import { glue } from "../rules/glue.generated.js";
import type { RuleOf } from "../rules/rule.js";
import { keyOf } from "../text/location.js";
import type { Check, Verdict } from "./check.js";

/** What gluelint knows of Glue was read not too long ago; said of the first compute, since it is no compute's fault. */
export const recent: Check<RuleOf<"recent">> = {
  asks: () => [],

  judge({ days }, { subject, environment: { now, computes, part } }): Verdict {
    const isFirst = subject === computes[0] && (part === undefined || part.first === `${subject.location.artifact} ${subject.location.pointer}`);
    if (subject.kind !== "compute" || !isFirst) return { kind: "notApplicable", because: "it is said of the first compute" };
    if (now === undefined) return { kind: "notApplicable", because: "nobody said which day it is" };
    const oldest = Object.values(glue).map(({ read }: { readonly read: string }) => read).toSorted()[0] ?? now;
    const age = Math.floor((Date.parse(now) - Date.parse(oldest)) / 86_400_000);
    if (age <= days) return { kind: "pass", assumes: [] };
    const message = `what gluelint knows of Glue's versions, workers, limits and prices was read on ${oldest}, ${age} days before ${now}: AWS may have changed them since`;
    return { kind: "fail", assumes: [], problems: [{ message, location: keyOf(subject.propertiesLocation), related: [], requirement: oldest }] };
  },
};
