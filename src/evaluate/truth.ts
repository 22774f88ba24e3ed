/** What is known of a proposition: it holds, it does not, or that hangs on something that nobody stated. */
export type Truth = "yes" | "no" | "unknown";

/** Holds if both do. */
export function both(a: Truth, b: Truth): Truth {
  return a === "yes" || b === "no" ? b : a;
}

/** Holds if either does. */
export function either(a: Truth, b: Truth): Truth {
  return a === "no" || b === "yes" ? b : a;
}

/** Holds if the other does not. */
export function not(truth: Truth): Truth {
  return truth === "yes" ? "no" : truth === "no" ? "yes" : "unknown";
}
