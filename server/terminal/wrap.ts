import stringWidth from 'string-width';

export interface WrapOptions {
  /** Columns, the indent included; Infinity: lines are as long as they come. */
  readonly width: number;
  /** Stands before every line. */
  readonly indent?: string;
  /** Applied to each word after it was measured: colours take no room. */
  readonly paint?: (word: string) => string;
}

/** Takes text in pieces of any size and writes it wrapped between words, each word as soon as it is complete. */
export interface Wrapper {
  push(text: string): void;
  /** Writes what is left and ends the line. */
  end(): void;
}

/** Widths are those of a terminal: East Asian letters take two columns. A word wider than the line is not cut. */
export function wrapper(options: WrapOptions, write: (text: string) => void): Wrapper {
  const indent = options.indent ?? '';
  const paint = options.paint ?? ((word: string) => word);
  let column = 0;
  let word = '';
  let space = '';

  const placeWord = (): void => {
    if (word === '') return;
    const width = stringWidth(word);
    if (column === 0) {
      write(indent);
      column = stringWidth(indent);
    } else if (column + space.length + width > options.width) {
      write(`\n${indent}`);
      column = stringWidth(indent);
    } else {
      write(space);
      column += space.length;
    }
    write(paint(word));
    column += width;
    word = '';
    space = '';
  };

  return {
    push(text) {
      for (const piece of text.split(/(\s)/)) {
        if (piece === '\n') {
          placeWord();
          write('\n');
          column = 0;
          space = '';
        } else if (/^\s$/.test(piece)) {
          placeWord();
          space = ' ';
        } else {
          word += piece;
        }
      }
    },
    end() {
      placeWord();
      if (column > 0) write('\n');
      column = 0;
      space = '';
    },
  };
}

/** The text wrapped, with a line end at its end. */
export function wrap(text: string, options: WrapOptions): string {
  let wrapped = '';
  const pieces = wrapper(options, (piece) => (wrapped += piece));
  pieces.push(text);
  pieces.end();
  return wrapped;
}
