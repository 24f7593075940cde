// The words of the console: what its catalogues say, to find on a page what was left in another language.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './program.mjs';

/** A language's messages: `file.key` → text. Only those that are one line without variables. */
function messages(language) {
  const folder = join(ROOT, 'app', 'locales', language);
  const found = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ftl'))) {
    for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
      const match = line.match(/^([a-z][\w-]*) = ([^{}]+)$/);
      if (match) found.set(`${file}:${match[1]}`, match[2].trim());
    }
  }
  return found;
}

/** The texts that a page in `language` must not show: what `other` says otherwise, and the names of messages. */
export function foreign(language, other) {
  const [own, theirs] = [messages(language), messages(other)];
  const mine = new Set(own.values());
  const texts = [...theirs].filter(([key, text]) => own.has(key) && text.length > 3 && !mine.has(text)).map(([, text]) => text);
  const names = [...own.keys()].map((key) => key.split(':')[1]).filter((name) => name.includes('-') && !mine.has(name));
  return new Set([...texts, ...names]);
}

/** All texts of a page: what is written, and what is told to those who do not see it. */
export const texts = (page) =>
  page.evaluate(() => {
    const found = new Set([document.title]);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement.closest('script, noscript, code, pre')) found.add(walker.currentNode.data.trim());
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'placeholder']) found.add((element.getAttribute(name) ?? '').trim());
    }
    found.delete('');
    return [...found];
  });
