/** Letters and digits of a text, and where each stands in it. */
export interface Letters {
  readonly letters: string;
  /** For each letter the offset (UTF-16 units) of the character in the text that it comes from. */
  readonly offsets: readonly number[];
}

// TeX sets an accent on a letter without its dot; the mark of Arabic typesetters that stretches a word is no letter.
const others: Readonly<Record<string, string>> = { ı: 'i', ȷ: 'j', ـ: '' };

/** What a character comes to: ligatures and wide forms taken apart, accents, spaces, hyphens and punctuation gone. */
function fold(character: string): string {
  const other = others[character];
  if (other !== undefined) return other;
  return character.normalize('NFKD').replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Lam and alef: pdf.js turns round the one glyph that both are written with. */
const lamAlef = /^[ال]+$/;

/**
 * What two settings of the same words have in common, whatever the spaces, hyphens at line ends, ligatures, quotation
 * marks, and accents set beside their letters. Within an Arabic word, lams and alefs side by side come in one order.
 */
export function lettersOf(text: string): Letters {
  let letters = '';
  let run = '';
  const offsets: number[] = [];
  let offset = 0;
  const endRun = () => {
    letters += Array.from(run).sort().join('');
    run = '';
  };
  for (const character of text) {
    const plain = /^[a-zA-Z0-9]$/.test(character) ? character : fold(character);
    if (lamAlef.test(plain)) run += plain;
    else {
      if (run !== '' && !/\p{M}/u.test(character)) endRun();
      letters += plain;
    }
    while (offsets.length < letters.length + run.length) offsets.push(offset);
    offset += character.length;
  }
  endRun();
  return { letters, offsets };
}
