import { serviceOf } from "../policy/action.js";
import { nearestAction } from "../services/names.js";
import type { Services } from "../services/service.js";
import { namedActions } from "./fitting.js";
import { statementsOf, type InformedReviewer } from "./review.js";

/** Entries of `Action` or `NotAction` that name no action which AWS publishes. */
export const knownActions: InformedReviewer = (reviewed, services) => statementsOf(reviewed).flatMap(({ actions }) => namedActions(actions, services))
  .filter(({ actions }) => actions.length === 0)
  .map(({ text, location }) => ({ message: messageOf(text, services), location, about: text }));

function messageOf(text: string, services: Services): string {
  const meant = nearestAction(services, text);
  const service = services.service(serviceOf(text));
  const what = service === undefined ? `\`${serviceOf(text)}\` is no service` : /[*?]/.test(text) ? `\`${text}\` matches no action` : `\`${text}\` is no action`;
  return `${what} that AWS publishes (as of ${services.date})${meant === undefined ? "" : `: did you mean \`${meant}\`?`}`;
}
