import type { Furniture, Span } from '../../paper.ts';
import type { Line } from './lines.ts';
import { noteMarksIn } from './note-marks.ts';

interface BlockOptions {
  /** The whole block is furniture of this kind. */
  readonly kind?: Furniture['kind'];
  /** Marks of the notes on this page. */
  readonly notes?: ReadonlySet<string>;
}

/** The frozen text while it is written: block after block, with the furniture in it. */
export class FrozenText {
  private readonly parts: string[] = [];
  private readonly found: Furniture[] = [];
  private written = 0;
  private pageIsEmpty = true;

  get text(): string {
    return this.parts.join('');
  }

  get length(): number {
    return this.written;
  }

  /** Ascending, not overlapping. */
  get furniture(): readonly Furniture[] {
    return this.found;
  }

  /** Lines of one block; gives the block's span. */
  block(lines: readonly Line[], options: BlockOptions): Span {
    this.separate();
    const start = this.written;
    lines.forEach((line, index) => {
      if (index > 0) this.write('\n');
      if (options.kind === undefined) {
        for (const mark of noteMarksIn(line, options.notes ?? new Set())) {
          const span = { start: this.written + mark.start, end: this.written + mark.end };
          this.found.push({ span, kind: 'note-mark' });
        }
      }
      this.write(line.text);
    });
    const span = { start, end: this.written };
    if (options.kind !== undefined && span.end > span.start) this.found.push({ span, kind: options.kind });
    return span;
  }

  /** A block that is furniture and has no lines of its own. */
  plain(text: string, kind: Furniture['kind']): void {
    this.separate();
    this.found.push({ span: { start: this.written, end: this.written + text.length }, kind });
    this.write(text);
  }

  /** The separator of pages, "\n\f", belongs to the page that it ends. */
  endPage(): void {
    this.write('\n\f');
    this.pageIsEmpty = true;
  }

  private separate(): void {
    if (!this.pageIsEmpty) this.write('\n\n');
    this.pageIsEmpty = false;
  }

  private write(text: string): void {
    this.parts.push(text);
    this.written += text.length;
  }
}
