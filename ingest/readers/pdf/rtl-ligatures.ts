const rightToLeft = /^[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+$/;
const leftToRight = /[A-Za-z0-9]+(?:[.,:/-][A-Za-z0-9]+)*/g;

/**
 * Puts the letters of right-to-left ligatures in order. One glyph for lam and alef stands for two letters in reading
 * order; pdf.js turns a line that is stored as it is seen round letter by letter, and "لا" becomes "ال".
 * @param strings texts of a page's items, as pdf.js gives them
 * @param glyphs what each glyph of the page stands for, in the order of the content stream
 * @returns the texts; as they were from the first one on that is not made of the next glyphs
 */
export function withLigaturesInOrder(strings: readonly string[], glyphs: readonly string[]): string[] {
  if (!glyphs.some(isLigature)) return [...strings];
  // pdf.js leaves out angle brackets where it turns a line round, and puts in spaces.
  const drawn = glyphs.map(bare).filter((glyph) => glyph !== '');
  const restored: string[] = [];
  let at = 0;
  for (const [index, text] of strings.entries()) {
    const letters = bare(text);
    const own: string[] = [];
    for (let length = 0; length < letters.length && at < drawn.length; at += 1) {
      const glyph = drawn[at] ?? '';
      own.push(glyph);
      length += glyph.length;
    }
    if (sorted(own.join('')) !== sorted(letters)) return [...restored, ...strings.slice(index)];
    const inOrder = own.some(isLigature) && turnedRound(own.map(reversed)) === letters ? turnedRound(own) : letters;
    restored.push(withSpacesOf(text, inOrder));
  }
  return restored;
}

function isLigature(glyph: string): boolean {
  return glyph.length > 1 && rightToLeft.test(glyph);
}

function bare(text: string): string {
  return text.replace(/[\s<>]+/g, '');
}

function sorted(text: string): string {
  return text.split('').sort().join('');
}

function reversed(text: string): string {
  return text.split('').reverse().join('');
}

/** Glyphs as they are seen, in reading order; numbers and Latin words in between run the other way. */
function turnedRound(glyphs: readonly string[]): string {
  return [...glyphs].reverse().join('').replace(leftToRight, reversed);
}

/** The letters with the white space and angle brackets that a text has between its own. */
function withSpacesOf(text: string, letters: string): string {
  let next = 0;
  return text.replace(/[^\s<>]/g, () => letters.charAt(next++));
}
