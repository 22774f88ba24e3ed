import { grantsOf, type Reviewer } from "./review.js";

/** Trust in everyone. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export const openTrust: Reviewer = (reviewed) => reviewed.use !== "trust" ? [] : grantsOf(reviewed).filter(({ conditions }) => conditions.length === 0)
  .flatMap(({ principals }) => principals?.negated ? [] : principals?.entries ?? []).filter(({ value: { type, id } }) => id === "*" && type !== "Service")
  .map(({ location }) => ({ message: "anyone in any account may assume the role", location, about: "*" }));
