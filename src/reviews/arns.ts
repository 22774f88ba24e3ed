import { writing } from "../text/mend.js";
import { isPlain, statementsOf, type Reviewer } from "./review.js";

/**
 * Resources that are no ARNs of AWS: with fewer than six parts, of a partition that there is not, in a Region or an account that
 * has another form than all have.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export const arns: Reviewer = (reviewed) => statementsOf(reviewed).flatMap(({ resources }) => resources?.entries ?? [])
  .filter(({ value: { text } }) => text.startsWith("arn:") && isPlain(text))
  .flatMap(({ value: { text }, location }) => {
    const message = flawOf(text);
    if (message === undefined) return [];
    const right = rightOf(text);
    return [{ message, location, about: text, ...(right !== text && flawOf(right) === undefined && { mends: [writing(location, text, right)] }) }];
  });

function flawOf(text: string): string | undefined {
  const [, partition = "", service = "", region = "", account = "", ...rest] = text.split(":");
  const short = rest.length === 0 && !/^\*+$/.test(text.split(":").at(-1) ?? "");
  const missing = short ? `\`${text}\` has ${text.split(":").length} parts, and an ARN has six: \`arn:partition:service:region:account:resource\`` : undefined;
  return missing ?? (!may(partition, /^aws(-[a-z]+)*$/) ? `\`${partition}\` is no partition of AWS: most accounts are in \`aws\``
    : !may(region, /^([a-z]+(-[a-z]+)+-\d+|global|aws-global|)$/) ? `\`${region}\` is no Region: it stands in the fourth part of \`${text}\`, where Regions look like \`eu-west-1\``
    : service !== service.toLowerCase() ? `\`${service}\` is no service: AWS spells the services in ARNs in lower case`
    : !may(account, /^(\d{12}|aws|amazon|aws-marketplace|third-party|cloudfront|)$/) ? `\`${account}\` is no account: it stands in the fifth part of \`${text}\`, where accounts have twelve digits and no hyphens` : undefined);
}

/** The same ARN in the case and without the hyphens that AWS has in its parts. */
function rightOf(text: string): string {
  const [arn = "", partition = "", service = "", region = "", account = "", ...rest] = text.split(":");
  return [arn, partition.toLowerCase(), service.toLowerCase(), region.toLowerCase(), account.replace(/^(\d{4})-(\d{4})-(\d{4})$/, "$1$2$3"), ...rest].join(":");
}

/** Whether a part has the form, or has wildcards and only characters that parts of the form have. */
const may = (part: string, form: RegExp) => form.test(part) || (/[*?]/.test(part) && !/[^a-z0-9*?-]/.test(part));
