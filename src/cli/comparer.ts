import { compared, faultsSaid, type ComparisonAnswer } from "../library/compared.js";
import type { Services } from "../services/service.js";
import { readComparisonLine } from "../sources/comparison-line.js";

/** Answers the lines of a batch. */
export function comparer(services: Services): (text: string) => { readonly id?: string | number } & (ComparisonAnswer | { readonly error: string }) {
  return (text) => {
    const line = readComparisonLine(text);
    const id = line.id === undefined ? {} : { id: line.id };
    if (line.kind === "error") return { ...id, error: line.message };
    const found = compared(services, line.existing, line.changed, line.type);
    switch (found.kind) {
      case "answer": return { ...id, ...found.answer };
      case "misused": return { ...id, error: found.message };
      case "faults": return { ...id, error: faultsSaid(found.faults) };
    }
  };
}
