import { serviceOf } from "../policy/action.js";
import { isSurely, nearestAction } from "../services/names.js";
import type { Services } from "../services/service.js";
import { perhaps, writing } from "../text/mend.js";
import { namedActions, type NamedActions } from "./fitting.js";
import { statementsOf, type InformedReviewer, type Remark } from "./review.js";

/** Entries of `Action` or `NotAction` that name no action which AWS publishes. */
export const knownActions: InformedReviewer = (reviewed, services) => statementsOf(reviewed).flatMap(({ actions }) => namedActions(actions, services))
  .filter(({ actions }) => actions.length === 0)
  .map((entry) => remarkOn(entry, services));

function remarkOn({ text, location }: NamedActions, services: Services): Remark {
  const meant = nearestAction(services, text);
  const service = services.service(serviceOf(text));
  const what = service === undefined ? `\`${serviceOf(text)}\` is no service` : /[*?]/.test(text) ? `\`${text}\` matches no action` : `\`${text}\` is no action`;
  const message = `${what} that AWS publishes (as of ${services.date})${meant === undefined ? "" : `: did you mean \`${meant}\`?`}`;
  if (meant === undefined || /[*?]/.test(text)) return { message, location, about: text };
  const mend = writing(location, text, meant);
  return { message, location, about: text, mends: [isSurely(services, text, meant) ? mend : perhaps(mend)] };
}
