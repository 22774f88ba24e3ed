import { grantsOf, type Reviewer } from "./review.js";

/**
 * Trust in a service, whoever it works for. Which of the keys Glue sets for a job is not published: one that is asked for with
 * `IfExists` can do no harm.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export const confusedDeputy: Reviewer = (reviewed) => reviewed.use !== "trust" ? [] : grantsOf(reviewed)
  .filter(({ conditions }) => !conditions.some(({ key }) => ["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths"].includes(key)))
  .flatMap(({ principals }) => principals?.negated ? [] : principals?.entries ?? []).filter(({ value: { type } }) => type === "Service")
  .map(({ value: { id }, location }) => ({ message: `\`${id}\` may assume the role for whoever uses the service, not for this account alone`, location, about: id }));
