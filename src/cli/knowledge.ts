import { managedPoliciesOf, type ManagedPolicies } from "../services/managed-policies.js";
import type { Services } from "../services/service.js";
import { servicesOf } from "../services/services.js";

// What AWS publishes is large: each part is a chunk of its own, and loaded by those commands alone that need it.

/** What AWS publishes about the actions, resource types and condition keys of its services. */
export async function loadServices(): Promise<Services> {
  return servicesOf((await import("../services/services.generated.js")).data);
}

/** The policies that AWS manages. */
export async function loadManagedPolicies(): Promise<ManagedPolicies> {
  return managedPoliciesOf((await import("../services/managed-policies.generated.js")).data);
}
