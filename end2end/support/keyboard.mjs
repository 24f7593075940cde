// The keyboard: where the focus is, and whether one can see it.

/** What has the focus: its role or tag, and its name; of a radio button the group's too. */
export const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const name = element.getAttribute('aria-label') ?? element.labels?.[0]?.innerText ?? element.innerText ?? '';
    const group = element.type === 'radio' ? `${element.closest('fieldset').querySelector('legend').innerText}: ` : '';
    return `${element.getAttribute('role') ?? element.tagName.toLowerCase()}: ${group}${name.trim().replace(/\s+/g, ' ').slice(0, 60)}`;
  });

/** Whether what has the focus shows it: by an outline, or by the shadow of what stands around it. */
export const focusShows = (page) =>
  page.evaluate(() => {
    const shows = (element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
    };
    const element = document.activeElement;
    return shows(element) || shows(element.parentElement);
  });

/** Goes on by Tab, if need be, until what has the focus matches; fails after so many steps. */
export async function tabTo(page, matches, steps = 60) {
  const seen = [];
  for (let step = 0; step < steps; step += 1) {
    const here = await focused(page);
    if (matches.test(here)) return here;
    seen.push(here);
    await page.keyboard.press('Tab');
  }
  throw new Error(`${matches} was not reached by Tab:\n  ${seen.join('\n  ')}`);
}
