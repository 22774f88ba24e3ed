import { readFileSync } from "node:fs";
import { join } from "node:path";
import axe, { type AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Report } from "../../src/audit/report.js";
import { page as pageOf } from "../../src/html/page.js";
import { root } from "../cli/gluelint.js";
import { aFailure, aFinding, aPass, aPlace, aReport, many } from "../report/a-report.js";
import { executable, launched, opened } from "./chromium.js";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const showcase = JSON.parse(readFileSync(join(root, "reports/showcase.json"), "utf8")) as Report;

test("the page that the browser is given is the one of the showcase", () => expect(pageOf(showcase)).toContain("<title>gluelint report</title>"));
if (executable === undefined) console.warn("no Chromium here (apt-get install chromium, or set CHROMIUM): the HTML report was not tried in a browser");

describe.each(executable === undefined ? [] : [executable])("in %s", (path) => {
  let browser: Browser;
  beforeAll(async () => { browser = await launched(path); });
  afterAll(() => browser.close());

  /** What axe finds that is serious or worse, in words. */
  async function barriers(page: Page): Promise<readonly string[]> {
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate<AxeResults>("axe.run({ resultTypes: ['violations'] })");
    return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  }

  describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
    test.each([["the showcase", showcase], ["nothing", aReport()]])("%s has no complaint, asks for nothing, and stands in nobody's way", async (_, report) => {
      const { page, complaints, asked } = await opened(browser, report, { colorScheme });
      await page.locator("details").evaluateAll((all) => { for (const each of all) each.setAttribute("open", ""); });
      expect(await barriers(page)).toEqual([]);
      expect([complaints, asked]).toEqual([[], []]);
    });
    test("the counterexample stands in nobody's way", async () => {
      const { page } = await opened(browser, showcase, { colorScheme });
      await page.locator(".cell:has(.error)").first().click();
      expect(await barriers(page)).toEqual([]);
    });
    test("a button turns the colours round", async () => {
      const { page } = await opened(browser, showcase, { colorScheme });
      const paper = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
      const before = await paper();
      await page.getByRole("button", { name: colorScheme === "dark" ? "Light" : "Dark" }).click();
      expect(await paper()).not.toBe(before);
      expect(await barriers(page)).toEqual([]);
    });
  });

  test("axe sees a barrier", async () => {
    const { page } = await opened(browser, showcase);
    await page.locator(".cell").first().evaluate((cell) => cell.removeAttribute("aria-label"));
    expect(await barriers(page)).toEqual([expect.stringContaining("link-name")]);
  });

  test("the filters and the search show what they say", async () => {
    const { page } = await opened(browser, showcase);
    const shown = () => page.locator("main .finding:visible").count();
    const { errors, warnings } = showcase.summary;
    const all = await shown();
    await page.getByRole("checkbox", { name: /warnings/ }).uncheck();
    expect(await shown()).toBe(all - warnings);
    for (const name of [/notes/, /open/]) await page.getByRole("checkbox", { name }).uncheck();
    expect(await shown()).toBe(errors);
    await page.getByRole("searchbox").fill("Secretsmanager  nightly");
    expect(await shown()).toBe(2);
    expect(await page.locator("output").textContent()).toBe(`2 of ${all} shown`);
    expect(await page.locator(".file:visible").count()).toBe(2);
    await page.getByRole("searchbox").fill("nothing has this word");
    expect(await shown()).toBe(0);
  });

  test("a mark says why where the pointer is, and opens the request that is refused, or the proof", async () => {
    const { page } = await opened(browser, showcase);
    const fails = page.getByRole("link", { name: "guzzle-nightly, can read secrets: error" });
    await fails.hover();
    expect(await page.locator(".peek").textContent()).toContain("guzzle-nightly may not secretsmanager:GetSecretValue");
    await fails.click();
    expect(await page.getByRole("dialog").textContent()).toMatch(/Refused request\s*secretsmanager:GetSecretValue on arn:aws:secretsmanager:/);
    await page.keyboard.press("Escape");
    expect(await page.getByRole("dialog").isVisible()).toBe(false);
    await page.getByRole("link", { name: "guzzle-glue, can read secrets: holds" }).click();
    expect(await page.getByRole("dialog").textContent()).toContain("Every request of this requirement is allowed");
    await page.getByRole("button", { name: "Close" }).click();
    expect(await page.getByRole("dialog").isVisible()).toBe(false);
  });

  test("a keyboard is enough", async () => {
    const { page } = await opened(browser, showcase);
    const focused = () => page.evaluate<string>("document.activeElement.getAttribute('aria-label') ?? document.activeElement.type ?? ''");
    const rows = await page.locator("table").filter({ has: page.locator(".cell") }).first().locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.querySelectorAll(".cell")].map((cell) => cell.getAttribute("aria-label"))));
    await page.locator(".cell").first().focus();
    expect(await focused()).toBe(rows[0]?.[0]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toBe(rows[1]?.[1]);
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toBe(rows[1]?.[2]);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    expect(await focused()).toBe(rows[0]?.[2]);
    expect(rows[0]?.[2]).toMatch(/^guzzle-nightly, can /);
    await page.keyboard.press("Enter");
    expect(await page.getByRole("dialog").isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    expect(await focused()).toBe(rows[0]?.[2]);
    await page.keyboard.press("/");
    expect(await focused()).toBe("search");
  });

  test("without its script everything is there, and a mark still leads to its finding", async () => {
    const { page } = await opened(browser, showcase, { javaScriptEnabled: false });
    expect(await page.locator(".filters").isVisible()).toBe(false);
    await page.locator(".cell:has(.error)").first().click();
    expect(page.url()).toMatch(/#finding-\d+$/);
    expect(await page.locator(`${new URL(page.url()).hash} .frame`).isVisible()).toBe(true);
  });

  test("it prints: no tools, everything unfolded, and on paper of one width", async () => {
    const { page } = await opened(browser, showcase);
    await page.emulateMedia({ media: "print" });
    expect([await page.locator(".filters").isVisible(), await page.locator(".theme").isVisible()]).toEqual([false, false]);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator("details:not([open])").count()).toBe(0);
    expect((await page.pdf({ format: "A4" })).subarray(0, 5).toString()).toBe("%PDF-");
  });

  test.each([390, 1280])("nothing sticks out at %i pixels", async (width) => {
    const { page } = await opened(browser, showcase, { viewport: { width, height: 800 } });
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  });

  test("markup in names is text", async () => {
    const nasty = `<script>alert(1)</script><img src="https://evil.example/x" onerror="alert(2)">`;
    const report = aReport({
      findings: [aFinding({ subject: nasty, message: `\`${nasty}\` ${nasty}`, rule: `job-role-${nasty}`, title: nasty, location: aPlace({ artifact: nasty, frame: { startLine: 5, text: nasty } }) })],
      passes: [aPass({ subject: nasty, title: nasty })], failures: [aFailure({ artifact: nasty, message: nasty })], environment: { [nasty]: nasty }, notes: [nasty],
    });
    const { page, complaints, asked } = await opened(browser, report);
    await page.locator(".cell").first().hover();
    await page.locator(".cell").first().click();
    expect([complaints, asked, await page.locator("img").count(), await page.locator("script").count()]).toEqual([[], [], 0, 1]);
    expect(await page.getByRole("dialog").textContent()).toContain(nasty);
  });

  test("6,000 findings are searched", async () => {
    const { page } = await opened(browser, aReport({ findings: many(6000).findings.map((finding, nth) => nth === 4711 ? { ...finding, message: "a needle" } : finding) }));
    await page.getByRole("searchbox").fill("needle");
    expect(await page.locator("output").textContent()).toBe("1 of 6000 shown");
  });
});
