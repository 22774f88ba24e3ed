/** Colours of a terminal, or none of them: each takes a text and gives it back as it is to be written. */
export type Paint = Readonly<Record<"bold" | "dim" | "underline" | "red" | "yellow" | "green" | "cyan", (text: string) => string>>;
