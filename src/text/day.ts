/** Whether a text is a day that the calendar has, as 2027-01-31. */
export function isDay(text: string): boolean {
  const at = new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? text : NaN);
  // Date takes the 31st of February for the 3rd of March.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** How many days lie between two days; negative where the second is the earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
