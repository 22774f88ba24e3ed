// A disk that is full for new files: what `--fix` writes beside the file that it replaces.
const fs = require("node:fs");
const write = fs.writeFileSync;
fs.writeFileSync = (path, ...rest) => {
  if (!String(path).endsWith(".gluelint")) return write(path, ...rest);
  write(path, "half");
  throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" });
};
