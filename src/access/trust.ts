/** A trust policy that lets a service assume a role, for jobs of one account only where that is known. */
export function trustFor(service: string, action: string, account: string | undefined): object {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: action, ...(account !== undefined && { Condition: { StringEquals: { "aws:SourceAccount": account } } }) }],
  };
}
