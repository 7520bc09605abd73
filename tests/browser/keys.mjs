// Drives pages with the keyboard alone, in Chromium with scripts off, and reports what each step came to, as JSON.
// Usage: node keys.mjs PLAN.json   where PLAN = {enter?, drives: [{url, steps: [{to: selector, press?, type?, shows?}]}]}
// A step tabs until the focus is on what `to` selects, then types or presses; `shows` is looked for (and is visible) after it.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args });
const results = [];
for (const drive of plan.drives) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
  const page = await context.newPage();
  if (plan.enter) await page.goto(plan.enter);
  await page.goto(drive.url, { waitUntil: "load" });
  const steps = [];
  for (const step of drive.steps) {
    let tabs = 0;
    let reached = false;
    while (!reached && tabs < 300) {
      await page.keyboard.press("Tab");
      tabs += 1;
      reached = await page.locator(`:focus`).first().evaluate((e, to) => e.matches(to), step.to).catch(() => false);
    }
    const outline = reached ? await page.locator(":focus").first().evaluate((e) => getComputedStyle(e).outlineStyle !== "none") : false;
    if (step.type) await page.keyboard.type(step.type);
    if (step.press) {
      await page.keyboard.press(step.press);
      await page.waitForLoadState("load");
      if (step.press === "Enter") await page.waitForTimeout(300);
    }
    const seen = () => page.locator(step.shows).first().waitFor({ state: "visible", timeout: 15000 }).then(() => true, () => false);
    const shown = step.shows ? await seen() : true;
    steps.push({ to: step.to, tabs, reached, outline, shown, url: page.url() });
    if (!reached) break;
  }
  results.push(steps);
  await context.close();
}
await browser.close();
console.log(JSON.stringify(results));
