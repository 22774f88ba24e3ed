import { script } from "./script.generated.js";
import type { Try } from "./tries.js";

/** The text of the script that makes these calls. */
export function scriptFor(region: string, tries: readonly Try[]): string {
  const calls = tries.map(({ call, answers, follows, firstKey, leaves }) => ({ call, answers, follows, firstKey, leaves }));
  return script.replace("{region}", () => quoted(region)).replace("{tries}", () => quoted(JSON.stringify(calls)));
}

/** What stands between the quotes of a text of Python: that of JSON is one, if it is all ASCII. */
const quoted = (text: string) => JSON.stringify(ascii(text)).slice(1, -1);

const ascii = (text: string) => text.replaceAll(/[^ -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
