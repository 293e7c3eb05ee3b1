import type { Page } from 'playwright-core';

/**
 * The characters of the text layer whose middles lie under the marks of the page image, in the order of the page's text
 * items; pages under each other are put together.
 */
export function coveredWords(page: Page): Promise<string> {
  return page.evaluate(() => {
    const words: string[] = [];
    for (const sheet of document.querySelectorAll('.page-sheet')) {
      const marks = [...sheet.querySelectorAll('.page-mark')].map((mark) => mark.getBoundingClientRect());
      if (marks.length === 0) continue;
      for (const item of sheet.querySelectorAll('.page-words span')) {
        const box = item.getBoundingClientRect();
        const near = marks.filter((mark) => mark.left < box.right && box.left < mark.right && mark.top < box.bottom);
        const text = item.firstChild;
        if (near.length === 0 || !text) continue;
        const range = document.createRange();
        for (let at = 0; at < item.textContent.length; at += 1) {
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          const { left, right, top, bottom } = range.getBoundingClientRect();
          const [x, y] = [(left + right) / 2, (top + bottom) / 2];
          if (near.some((mark) => x > mark.left && x < mark.right && y > mark.top && y < mark.bottom))
            words.push(item.textContent.charAt(at));
        }
        words.push(' ');
      }
    }
    return words.join('');
  });
}
