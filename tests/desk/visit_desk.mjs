// Opens pages of the desk in Chromium after signing in, and reports what a person would trip over, as JSON.
// Usage: node visit_desk.mjs JOBS.json   where JOBS = {enter, jobs: [{url, width, scheme}]}
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const { enter, jobs } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args });
const results = [];
const contexts = {};
for (const job of jobs) {
  const kind = `${job.width} ${job.scheme} ${job.guest}`;
  if (!contexts[kind]) {
    contexts[kind] = await browser.newContext({ viewport: { width: job.width, height: 900 }, colorScheme: job.scheme, bypassCSP: true });
    if (!job.guest) {
      const first = await contexts[kind].newPage();
      await first.goto(enter);
      await first.close();
    }
  }
  const page = await contexts[kind].newPage();
  const outside = [];
  const home = new URL(enter).origin;
  page.on("request", (request) => { if (!request.url().startsWith(home) && !request.url().startsWith("data:")) outside.push(request.url()); });
  const answer = await page.goto(job.url, { waitUntil: "load" });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  const scripts = await page.evaluate(() => document.scripts.length);
  const lang = await page.evaluate(() => document.documentElement.lang);
  await page.evaluate(axeSource);
  const axe = await page.evaluate(async () => axe.run(document, { resultTypes: ["violations"] }));
  const violations = axe.violations.map((v) => `${v.id}: ${v.nodes.length} (${v.nodes[0].target}) ${v.nodes[0].failureSummary}`);
  results.push({ ...job, status: answer.status(), overflow, scripts, lang, outside, violations });
  await page.close();
}
await browser.close();
console.log(JSON.stringify(results));
