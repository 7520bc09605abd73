// Opens served pages under their own policy and reports what was refused, asked for elsewhere or kept, as JSON.
// Usage: node served.mjs JOBS.json   where JOBS = [{url, sees?}]; `sees` selects what should have been scrolled to.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const jobs = JSON.parse(readFileSync(process.argv[2], "utf8"));
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args });
const results = [];
for (const job of jobs) {
  const context = await browser.newContext({ viewport: { width: 900, height: 700 } });
  const page = await context.newPage();
  const faults = [];
  const outside = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (line) => ["error", "warning"].includes(line.type()) && faults.push(line.text()));
  page.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "data:" && origin !== new URL(job.url).origin) outside.push(request.url());
  });
  await page.goto(job.url, { waitUntil: "load" });
  await page.waitForTimeout(150);
  const result = { url: job.url, faults, outside };
  if (!job.sees) {
    const sheets = () => [...document.styleSheets].some((sheet) => sheet.href);
    result.styled = await page.waitForFunction(sheets, null, { timeout: 20000 }).then(() => true, () => false);
  }
  result.stored = (await context.cookies()).length + (await page.evaluate(() => localStorage.length + sessionStorage.length));
  result.pictures = await page.$$eval("img", (pictures) => pictures.map((picture) => picture.naturalWidth > 0));
  if (job.sees) {
    result.seen = await page.$eval(job.sees, (element) => {
      const box = element.getBoundingClientRect();
      return scrollY > 0 && box.top < innerHeight && box.bottom > 0;
    });
  }
  results.push(result);
  await context.close();
}
await browser.close();
console.log(JSON.stringify(results));
