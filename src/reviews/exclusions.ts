import { grantsOf, type Reviewer } from "./review.js";

/**
 * Statements that allow all but what they name: whatever AWS adds tomorrow is allowed too.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
 */
export const exclusions: Reviewer = (reviewed) => grantsOf(reviewed).flatMap(({ actions, resources, principals }) => [
  ...(actions.negated ? [{ message: "`NotAction` with `Allow` allows every action but those that it names, of every service and those to come", location: actions.location, about: "NotAction" }] : []),
  ...(resources?.negated ? [{ message: "`NotResource` with `Allow` allows it on every resource but those that it names", location: resources.location, about: "NotResource" }] : []),
  ...(principals?.negated ? [{ message: "`NotPrincipal` with `Allow` allows it to everyone but those that it names, and to people who are nobody's", location: principals.location, about: "NotPrincipal" }] : []),
]);
