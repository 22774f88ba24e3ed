/** What is known of a proposition: it holds, it does not, or that hangs on something that nobody stated. */
export type Truth = "yes" | "no" | "unknown";

/** Holds if all do. */
export function all(truths: readonly Truth[]): Truth {
  return truths.includes("no") ? "no" : truths.includes("unknown") ? "unknown" : "yes";
}

/** Holds if any does. */
export function any(truths: readonly Truth[]): Truth {
  return truths.includes("yes") ? "yes" : truths.includes("unknown") ? "unknown" : "no";
}

/** Holds if the other does not. */
export function not(truth: Truth): Truth {
  return truth === "yes" ? "no" : truth === "no" ? "yes" : "unknown";
}
