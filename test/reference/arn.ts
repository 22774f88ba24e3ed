/** The six parts of an ARN; the sixth keeps its colons. Fewer where the text has fewer. */
export function partsOf(arn: string): readonly string[] {
  const parts = arn.split(":");
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(":")];
}

/** Whether a text has the six parts of an ARN: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function isArn(text: string): boolean {
  const parts = partsOf(text);
  return parts.length === 6 && parts[0] === "arn";
}

/** The 12-digit account in an ARN, if it has one: bucket ARNs have none. */
export function accountIn(arn: string): string | undefined {
  const account = partsOf(arn)[4] ?? "";
  return /^\d{12}$/.test(account) ? account : undefined;
}
