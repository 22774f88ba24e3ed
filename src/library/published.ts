import { data as policies } from "../services/managed-policies.generated.js";
import { managedPoliciesOf, type ManagedPolicies } from "../services/managed-policies.js";
import type { Services } from "../services/service.js";
import { data as all } from "../services/services.generated.js";
import { covers, servicesOf } from "../services/services.js";
import { data as usual } from "../services/usual-services.generated.js";

/**
 * What AWS publishes about its services: of all, or, where it is said which are named and all of them are usual ones, of those.
 * The build makes each import of data a file of its own that is loaded when it is first touched (`dev/loaded-when-touched.ts`).
 */
export const publishedServices = (named?: ReadonlySet<string>): Services => servicesOf(named && covers(usual, named) ? usual : all);

/** The policies that AWS manages. */
export const publishedPolicies = (): ManagedPolicies => managedPoliciesOf(policies);
