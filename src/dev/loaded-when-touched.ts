import type { RolldownPlugin } from "rolldown";

/**
 * Modules that a synchronous bundle loads when what they export is first touched: each is a file of its own in `dist/`, and in its
 * place stands a getter that requires it. By pattern of the module's specifier: the file, and what is exported.
 */
export function loadedWhenTouched(modules: readonly { readonly specifier: RegExp; readonly file: string; readonly name: string }[]): RolldownPlugin {
  return {
    name: "loaded-when-touched",
    resolveId: (id) => {
      if (modules.some(({ file }) => id === file)) return { id, external: true };
      const module = modules.find(({ specifier }) => specifier.test(id));
      return module && `\0touched:${module.file}`;
    },
    load: (id) => {
      const module = modules.find(({ file }) => id === `\0touched:${file}`);
      return module && `Object.defineProperty(exports, "${module.name}", { enumerable: true, get: () => require("${module.file}").${module.name} });`;
    },
  };
}
