import { decodeKeys, decodeService } from "./decode.js";
import { rememberingEach } from "../text/remembering.js";
import type { Service, Services } from "./service.js";

/** The generated data: texts that are decoded when they are asked for. */
export interface ServicesData {
  readonly date: string;
  readonly globalKeys: string;
  /** By prefix, in order. */
  readonly services: Readonly<Record<string, string>>;
}

/** Whether the data holds all these services. */
export const covers = ({ services }: ServicesData, prefixes: ReadonlySet<string>): boolean => [...prefixes].every((prefix) => Object.hasOwn(services, prefix));

/** The services that the generated data holds, each decoded when it is first asked for; of the same data the same ones. */
export const servicesOf = rememberingEach(({ date, globalKeys, services }: ServicesData): Services => {
  const decoded = new Map<string, Service>();
  return {
    date,
    prefixes: Object.keys(services),
    globalKeys: decodeKeys(globalKeys),
    service: (spelled) => {
      const prefix = spelled.toLowerCase();
      const text = Object.hasOwn(services, prefix) ? services[prefix] : undefined;
      if (text === undefined) return undefined;
      const service = decoded.get(prefix) ?? decodeService(prefix, text);
      decoded.set(prefix, service);
      return service;
    },
  };
});
