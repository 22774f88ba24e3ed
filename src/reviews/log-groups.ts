import { writing } from "../text/mend.js";
import { isPlain, statementsOf, type Reviewer } from "./review.js";

/**
 * ARNs of log groups that leave `log-group:` out. Where a `*` stands for the account they work by luck: it runs on past the colon.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export const logGroups: Reviewer = (reviewed) => statementsOf(reviewed).flatMap(({ resources }) => resources?.entries ?? []).flatMap(({ value: { text }, location }) => {
  const [, beginning, name] = /^(arn:[^:]*:logs:[^:]*:[^:]*\*:)(\/.*)$/.exec(text) ?? [];
  if (beginning === undefined || name === undefined || !isPlain(text)) return [];
  const right = `${beginning}log-group:${name}`;
  return [{ message: `\`${text}\` names no log group: it works only for as long as the account in it is a \`*\`, which then stands for \`log-group\` as well`, location, about: text, fix: `Write \`${right}\`.`, mends: [writing(location, text, right)] }];
});
