import type { Made } from "../aws/calls.js";

/** How far an audit is after so many seconds, in one line: the time that is left by the pace until now, where there is one to go by. */
export function progressLine(made: readonly Made[], left: number, seconds: number): string {
  const roles = made.filter(({ action }) => action === "iam:GetRole").length;
  const again = made.reduce((sum, { attempts }) => sum + attempts - 1, 0);
  return [
    `${made.length} calls in ${Math.round(seconds)} s`, ...(seconds >= 2 && made.length >= 10 && left > 0 ? [`${timeFor(left * seconds / made.length)} left`] : []),
    ...(roles > 0 ? [`${roles} ${roles === 1 ? "role" : "roles"}`] : []), ...(again > 0 ? [`throttled ${again} times`] : []), `now ${made.at(-1)?.action ?? ""}`,
  ].join(", ");
}

const timeFor = (seconds: number) => seconds < 90 ? `about ${Math.max(1, Math.round(seconds))} s` : `about ${Math.round(seconds / 60)} min`;
