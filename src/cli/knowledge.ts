import { managedPoliciesOf, type ManagedPolicies } from "../services/managed-policies.js";
import type { Services } from "../services/service.js";
import { covers, servicesOf } from "../services/services.js";

// What AWS publishes is large: each part is a chunk of its own, and loaded by those commands alone that need it.

/**
 * What AWS publishes about the actions, resource types and condition keys of its services: of all, or, where it is said which are
 * named and all of them are usual ones, of those.
 */
export async function loadServices(named?: ReadonlySet<string>): Promise<Services> {
  const usual = named && (await import("../services/usual-services.generated.js")).data;
  return servicesOf(usual && covers(usual, named) ? usual : (await import("../services/services.generated.js")).data);
}

/** The policies that AWS manages. */
export async function loadManagedPolicies(): Promise<ManagedPolicies> {
  return managedPoliciesOf((await import("../services/managed-policies.generated.js")).data);
}
