/** An error for a document that AWS would refuse to store: there is no such policy, so there is no decision. */
export function malformed(why: string): Error {
  const error = new Error(why);
  error.name = "Malformed";
  return error;
}

/** Whether an error says that a document is malformed. */
export function isMalformed(error: unknown): boolean {
  return error instanceof Error && error.name === "Malformed";
}
