import pc from "picocolors";
import type { Paint } from "../report/paint.js";

/** Colours where the report goes to a terminal, or where they were asked for. Source: https://no-color.org, https://force-color.org */
export function paintFor({ color }: { readonly color?: boolean }, file: string | undefined): Paint {
  return pc.createColors(file === undefined && (wanted(color) ?? process.stdout.isTTY));
}

/** `--color` and `--no-color` win over the environment; commander says true where neither was given. */
function wanted(color: boolean | undefined): boolean | undefined {
  if (color === false || process.argv.includes("--color")) return color;
  if ((process.env["NO_COLOR"] ?? "") !== "") return false;
  if ((process.env["FORCE_COLOR"] ?? "") !== "") return process.env["FORCE_COLOR"] !== "0";
  return undefined;
}
