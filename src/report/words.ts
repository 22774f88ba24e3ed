/** A piece of a message: the user's text, which stands in backticks, or ours. */
export interface Words {
  readonly text: string;
  readonly quoted: boolean;
}

/** The message in pieces, none of them empty and none with a backtick in it but for a last one that nothing closes. */
export function wordsOf(message: string): readonly Words[] {
  const pieces = message.split("`");
  const unclosed = pieces.length % 2 === 0 ? pieces.length - 1 : undefined;
  return pieces.map((text, i) => i === unclosed ? { text: `\`${text}`, quoted: false } : { text, quoted: i % 2 === 1 }).filter(({ text }) => text !== "");
}

/** The text on one line, runs of white space made one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}
