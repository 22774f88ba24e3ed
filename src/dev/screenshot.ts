import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

/** Photographs the reference report for the README, light and dark side by side: `npm run screenshot`, with Chromium at `CHROMIUM` or where Debian puts it. */
const browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
const half = { width: 860, height: 1180 };
const shots = await Promise.all((["light", "dark"] as const).map(async (colorScheme) => {
  const page = await browser.newPage({ colorScheme, viewport: half });
  await page.goto(pathToFileURL(resolve("reports/showcase.html")).href);
  return (await page.screenshot()).toString("base64");
}));
const both = await browser.newPage({ viewport: { width: half.width * shots.length, height: half.height } });
await both.setContent(`<body style="margin:0;display:flex">${shots.map((shot) => `<img src="data:image/png;base64,${shot}">`).join("")}</body>`);
await both.screenshot({ path: "docs/report.png" });
await browser.close();
