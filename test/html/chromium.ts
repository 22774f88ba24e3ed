import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import type { Report } from "../../src/audit/report.js";
import { page } from "../../src/html/page.js";

/** Where a Chromium lies, by `CHROMIUM` or where Debian and Ubuntu put one. */
export const executable = [process.env["CHROMIUM"] ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => path !== "" && existsSync(path));

/** Chromium will not sandbox what root starts. */
export function launched(path: string): Promise<Browser> {
  return chromium.launch({ executablePath: path, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}

/** The report's page as a browser shows it, with all that it complained of and asked for. */
export async function opened(browser: Browser, report: Report, options: Parameters<Browser["newContext"]>[0] = {}): Promise<{ readonly page: Page; readonly complaints: string[]; readonly asked: string[] }> {
  const file = join(mkdtempSync(join(tmpdir(), "gluelint-")), "report.html");
  writeFileSync(file, page(report));
  const tab = await (await browser.newContext(options)).newPage();
  const complaints: string[] = [];
  const asked: string[] = [];
  tab.on("console", (message) => void complaints.push(message.text()));
  tab.on("pageerror", ({ message }) => void complaints.push(message));
  tab.on("dialog", (dialog) => { complaints.push(`dialog: ${dialog.message()}`); void dialog.dismiss(); });
  tab.on("request", (request) => void asked.push(request.url()));
  await tab.goto(pathToFileURL(file).href);
  return { page: tab, complaints, asked: asked.filter((url) => !url.endsWith("/report.html")) };
}
