// Searches a served site as a reader would, and reports what the page shows, as JSON.
// Usage: node search.mjs JOBS.json   where JOBS = [{url, words}]
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const jobs = JSON.parse(readFileSync(process.argv[2], "utf8"));
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args });
const results = [];
for (const job of jobs) {
  const page = await browser.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (line) => line.type() === "error" && faults.push(line.text()));
  const outside = [];
  page.on("request", (request) => request.url().startsWith(new URL(job.url).origin) || outside.push(request.url()));
  await page.goto(job.url);
  await page.fill("#words", job.words);
  await page.press("#words", "Enter");
  await page.waitForFunction(() => document.getElementById("found").textContent !== "", null, { timeout: 20000 });
  results.push({
    words: job.words, found: await page.textContent("#found"),
    links: await page.$$eval("#results a", (links) => links.map((link) => new URL(link.href).pathname)),
    badges: await page.$$eval("#results .badge", (badges) => badges.map((badge) => badge.textContent)),
    stored: (await page.context().cookies()).length + (await page.evaluate(() => localStorage.length + sessionStorage.length)),
    faults, outside,
  });
  await page.close();
}
await browser.close();
console.log(JSON.stringify(results));
