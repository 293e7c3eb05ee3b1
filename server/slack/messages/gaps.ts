/** Stands where something was left out of a text, until `withoutGaps`. Slack sends no such character. */
export const gap = '\0';

/** A text without its gaps: with no comma, colon, space, empty bracket or line left behind for what is gone. */
export function withoutGaps(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.includes(gap) || line.replaceAll(gap, '').replace(/&gt;|[\s,]/g, '') !== '')
    .map((line) => (line.includes(gap) ? closed(line) : line))
    .join('\n');
}

const run = new RegExp(String.raw`${gap}(?:[ \t]*${gap})*([ \t]*)([.,:;?!)\]”’»"]?)`, 'g');

function closed(line: string): string {
  const shown = new Shown();
  let done = 0;
  const skipSpaces = () => {
    while (line.charAt(done) === ' ' || line.charAt(done) === '\t') done += 1;
  };
  for (const found of line.matchAll(run)) {
    const [whole, space = '', mark = ''] = found;
    shown.add(line.slice(done, found.index));
    done = found.index + whole.length - mark.length;
    if (!shown.begun) {
      if (mark === ',' || mark === ':') {
        done += 1;
        skipSpaces();
      }
    } else if (mark !== '' && (space === '' || /[.,:;?!)]/.test(mark))) {
      shown.trim();
      if (mark === ',' && shown.last === ',') done += 1;
      if (mark === ')' && shown.last === '(') {
        shown.drop();
        done += 1;
        if (/\s/.test(shown.last)) skipSpaces();
      }
    } else if (!/[\s([“„«‘]/.test(shown.last)) shown.add(space);
  }
  shown.add(line.slice(done));
  return shown.toString();
}

/** What is left of a line so far, in pieces: looking at the end of one long text again and again takes long. */
class Shown {
  /** Whether there is more than blanks and marks of quotation. */
  begun = false;
  readonly #pieces: string[] = [];

  /** The last character; '' where there is none. */
  get last(): string {
    return this.#pieces.at(-1)?.slice(-1) ?? '';
  }

  add(piece: string): void {
    if (piece === '') return;
    this.#pieces.push(piece);
    this.begun ||= piece.replaceAll('&gt;', '').trim() !== '';
  }

  /** Without the spaces at its end. */
  trim(): void {
    for (let piece = this.#pieces.pop(); piece !== undefined; piece = this.#pieces.pop()) {
      const kept = piece.trimEnd();
      if (kept === '') continue;
      this.#pieces.push(kept);
      return;
    }
  }

  /** Without its last character. */
  drop(): void {
    const rest = this.#pieces.pop()?.slice(0, -1) ?? '';
    if (rest !== '') this.#pieces.push(rest);
  }

  toString(): string {
    return this.#pieces.join('');
  }
}
