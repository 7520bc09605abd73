// Opens pages in Debian's chromium at given widths and schemes and reports what a person would trip over, as JSON.
// Usage: node visit.mjs JOBS.json   where JOBS = [{url, width, scheme, shot?, focus?, hover?}]
// One browser, two pages at a time; results come in the order of the jobs.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const jobs = JSON.parse(readFileSync(process.argv[2], "utf8"));
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args });
const results = new Array(jobs.length);

const popupOf = (page, selector) => page.evaluate((chosen) => {
  const sentence = document.querySelector(chosen).closest(".s");
  const popup = sentence.querySelector(".pop");
  const box = popup.getBoundingClientRect();
  const words = sentence.querySelector(".text").getBoundingClientRect();
  const covers = box.left < words.right && box.right > words.left && box.top < words.bottom && box.bottom > words.top;
  return {
    open: getComputedStyle(popup).display !== "none" && popup.innerText.trim().length > 0,
    inside: box.left >= 0 && box.right <= document.documentElement.clientWidth,
    covers,
  };
}, selector);

const tops = (page) => page.evaluate(() => [...document.querySelectorAll(".s, h2")].map((e) => e.getBoundingClientRect().top));

// What a person would trip over that axe does not look for: words of a picture that are cut off or lie on each other, links that
// stand alone and are small (WCAG 2.2, 2.5.8), and sections with a heading and nothing below it.
const look = (page) => page.evaluate(() => {
  const boxOf = (element) => element.getBoundingClientRect();
  const drawn = [];
  for (const picture of document.querySelectorAll("svg")) {
    const frame = boxOf(picture);
    const words = [...picture.querySelectorAll("text")].map((text) => [text.textContent, boxOf(text)]);
    for (const [said, box] of words) {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1) drawn.push(`cut: ${said}`);
    }
    words.forEach(([one, a], n) => words.slice(n + 1).forEach(([other, b]) => {
      if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3) {
        drawn.push(`on each other: ${one}, ${other}`);
      }
    }));
  }
  const alone = [...document.querySelectorAll("a, button, input, summary")].filter((e) => getComputedStyle(e).display !== "inline");
  const seen = alone.map((e) => [e, boxOf(e)]).filter(([e, box]) => box.width && !e.matches(".skip"));
  return {
    drawn,
    pictures: document.querySelectorAll("svg").length,
    narrow: seen.filter(([, box]) => box.width < 24 || box.height < 24).map(([e]) => e.outerHTML.slice(0, 80)),
    hollow: [...document.querySelectorAll("section, aside")]
      .filter((e) => { const h = e.querySelector("h2, h3"); return h && e.innerText.trim() === h.innerText.trim(); })
      .map((e) => e.innerText),
  };
});

async function visit(job) {
  const context = await browser.newContext({
    viewport: { width: job.width, height: 900 }, colorScheme: job.scheme || "light", bypassCSP: true,
  });
  const page = await context.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(job.url, { waitUntil: "load" });
  const result = { url: job.url, width: job.width, scheme: job.scheme || "light" };
  result.outside = requests.filter((url) => !url.startsWith("file://") && !url.startsWith("data:"));
  result.scripts = await page.evaluate(() =>
    [...document.scripts].filter((script) => script.type !== "application/ld+json").length);
  result.lang = await page.evaluate(() => document.documentElement.lang);
  result.storage = (await context.cookies()).length;
  Object.assign(result, await look(page));
  if (job.hover) {
    const before = await tops(page);
    await page.hover(job.hover);
    result.hover = await popupOf(page, job.hover);
    result.jump = Math.max(0, ...(await tops(page)).map((top, n) => Math.abs(top - before[n])));
    await page.mouse.move(0, 0);
  }
  if (job.focus) {
    await page.focus(job.focus);
    result.focus = await popupOf(page, job.focus);
    await page.evaluate(() => document.activeElement.blur());
    result.closed = !(await popupOf(page, job.focus)).open;
    await page.click(job.focus);
    result.tapped = await popupOf(page, job.focus);
    await page.keyboard.press("Tab");  // from here on by the keyboard, while the pointer rests on the sentence
    await page.focus("#s0 .text");
    const { open, inside } = await popupOf(page, "#s0 .text");
    result.headline = { open, inside };
    result.rested = (await popupOf(page, job.focus)).open;
    result.top = await page.evaluate(() => {
      const popup = document.querySelector("#s0 .pop");
      const { left, top, width, height } = popup.getBoundingClientRect();
      return popup.contains(document.elementFromPoint(left + width / 2, top + Math.min(height, 80) / 2));
    });
    await page.evaluate(() => document.activeElement.blur());
  }
  result.overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (job.shot) await page.screenshot({ path: job.shot, fullPage: true });
  await page.evaluate(axeSource);
  const axe = await page.evaluate(async () => axe.run(document, { resultTypes: ["violations"] }));
  result.violations = axe.violations.map((v) => `${v.id}: ${v.nodes.length} (${v.nodes[0].target})`);
  await context.close();
  return result;
}

let next = 0;
async function work() {
  while (next < jobs.length) {
    const at = next++;
    results[at] = await visit(jobs[at]);
  }
}
await Promise.all([work(), work()]);
await browser.close();
console.log(JSON.stringify(results));
