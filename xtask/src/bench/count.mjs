// Loads a page (URL, cookies) in a fresh browser and prints, as JSON, what came over the wire until it was quiet.
import { chromium } from "playwright-core";

const [url, cookies] = process.argv.slice(-2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"],
});
const page = await browser.newPage();
const devtools = await page.context().newCDPSession(page);
for (const cookie of cookies.split("; ").filter(Boolean)) {
  const at = cookie.indexOf("=");
  // By name and address: a `__Host-` cookie must not name a domain.
  await devtools.send("Network.setCookie",
    { name: cookie.slice(0, at), value: cookie.slice(at + 1), url, path: "/", secure: true, httpOnly: true });
}
const finished = [];
page.on("requestfinished", (request) => finished.push(request));
const start = performance.now();
const answer = await page.goto(url);
if (new URL(page.url()).pathname !== new URL(url).pathname || !answer.ok()) throw new Error(`${url} led to ${page.url()}`);
await page.waitForSelector("html[data-hydrated]");
const hydrated = performance.now() - start;
await page.waitForLoadState("networkidle");
let bytes = 0, usable = 0;
const each = {};
for (const request of finished) {
  const sizes = await request.sizes();
  const size = sizes.responseBodySize + sizes.responseHeadersSize;
  bytes += size;
  const { pathname } = new URL(request.url());
  each[pathname] = (each[pathname] ?? 0) + size;
  if (["document", "stylesheet"].includes(request.resourceType())) usable += size;
}
console.log(JSON.stringify({ requests: finished.length, bytes, usable, hydrated, each }));
await browser.close();
