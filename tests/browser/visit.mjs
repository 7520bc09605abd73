// Opens pages in Debian's chromium at given widths and schemes and reports what a person would trip over, as JSON.
// Usage: node visit.mjs JOBS.json   where JOBS = [{url, width, scheme, shot?, script?}]
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const jobs = JSON.parse(readFileSync(process.argv[2], "utf8"));
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args });
const results = [];
for (const job of jobs) {
  const context = await browser.newContext({
    viewport: { width: job.width, height: 900 }, colorScheme: job.scheme || "light", bypassCSP: true,
    javaScriptEnabled: true,
  });
  const page = await context.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(job.url, { waitUntil: "load" });
  const result = { url: job.url, width: job.width, scheme: job.scheme || "light" };
  result.outside = requests.filter((url) => !url.startsWith("file://") && !url.startsWith("data:"));
  result.overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  result.scripts = await page.evaluate(() =>
    [...document.scripts].filter((script) => script.type !== "application/ld+json").length);
  result.lang = await page.evaluate(() => document.documentElement.lang);
  result.storage = (await context.cookies()).length;
  if (job.focus) {
    await page.focus(job.focus);
    result.popup = await page.evaluate((selector) => {
      const popup = document.querySelector(selector).closest(".s").querySelector(".pop");
      return getComputedStyle(popup).display !== "none" && popup.innerText.trim().length > 0;
    }, job.focus);
  }
  if (job.shot) await page.screenshot({ path: job.shot, fullPage: true });
  await page.evaluate(axeSource);
  const axe = await page.evaluate(async () => axe.run(document, { resultTypes: ["violations"] }));
  result.violations = axe.violations.map((v) => `${v.id}: ${v.nodes.length} (${v.nodes[0].target})`);
  results.push(result);
  await context.close();
}
await browser.close();
console.log(JSON.stringify(results));
