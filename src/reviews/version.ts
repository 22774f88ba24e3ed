import { adding, writing } from "../text/mend.js";
import { propertyOf, stringOf } from "../text/node.js";
import type { Reviewer } from "./review.js";

/** Policies without the `Version` that gives variables their meaning. Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html */
export const version: Reviewer = ({ policies }) => policies.flatMap(({ node, statements }) => {
  const element = propertyOf(node, "Version");
  if (stringOf(element) === current) return [];
  const texts = statements.flatMap(({ resources }) => resources?.entries.map(({ value: { text } }) => text) ?? []);
  const [variable] = texts.flatMap((text) => /\$\{[^}]*\}/.exec(text) ?? []);
  const said = element === undefined ? "the policy has no `Version`, and so is one of 2008" : "the policy is one of 2008";
  return [{ message: variable === undefined ? said : `${said}, in which \`${variable}\` is text and no variable`, location: element?.location ?? node.location, about: "Version", mends: [element ? writing(element.location, stringOf(element) ?? "", current) : adding(node.location, "Version", current)] }];
});

const current = "2012-10-17";
