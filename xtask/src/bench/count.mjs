// Loads a page in a fresh browser and prints, as JSON, what came over the wire until it answered.
import { chromium } from "playwright-core";

const url = process.argv.at(-1);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage();
const finished = [];
page.on("requestfinished", (request) => finished.push(request));
const start = performance.now();
await page.goto(url);
await page.waitForSelector("html[data-hydrated]");
const hydrated = performance.now() - start;
await page.waitForLoadState("networkidle");
let bytes = 0, usable = 0;
for (const request of finished) {
  const sizes = await request.sizes();
  const size = sizes.responseBodySize + sizes.responseHeadersSize;
  bytes += size;
  if (["document", "stylesheet"].includes(request.resourceType())) usable += size;
}
console.log(JSON.stringify({ requests: finished.length, bytes, usable, hydrated }));
await browser.close();
