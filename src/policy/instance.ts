/** A text that a pattern matches, such as a person would think of: `arn:aws:s3:::lake/a` for `arn:aws:s3:::lake/*`. */
export function instanceOf(pattern: string): string {
  const segments = pattern.split(":");
  return segments.map((segment, i) => i === 3 && /^[*?]+$/.test(segment) ? "us-east-1" : i === 4 && /^[*?]+$/.test(segment) ? "123456789012" : lettersFor(segment)).join(":");
}

/** One letter for a run of wildcards, but as many as it asks for. */
const lettersFor = (text: string) => text.replace(/[*?#]+/g, (wildcards) => "a".repeat(Math.max(1, wildcards.replaceAll("*", "").length)));
