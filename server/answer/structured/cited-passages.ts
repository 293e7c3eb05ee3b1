import { countWords } from '../../../ingest/count-words.ts';
import type { Library } from '../../../ingest/library.ts';
import { isWithin, type Paper, type Passage, type PassageId, type Span, passageIdOf } from '../../../ingest/paper.ts';
import { maxPassageWords } from '../../../ingest/passages.ts';
import { read } from '../../../ingest/reading-text.ts';
import type { Candidate } from '../../retrieval/diversify.ts';

/** A span of a paper that is to be quoted, in the passage that holds it. */
export interface Quotable {
  readonly paper: Paper;
  readonly span: Span;
  /** Reading text, as the quotation has it. */
  readonly text: string;
  readonly passage: PassageId;
}

/** The passages that hold what is quoted, each once, in the order in which they are quoted first. */
export class CitedPassages {
  private readonly passages: ReadonlyMap<string, readonly Passage[]>;
  private readonly held = new Map<PassageId, Candidate>();

  private constructor(passages: ReadonlyMap<string, readonly Passage[]>) {
    this.passages = passages;
  }

  static async of(papers: readonly Pick<Paper, 'id'>[], library: Library): Promise<CitedPassages> {
    const found = await Promise.all(papers.map(async ({ id }) => [id, await library.passagesOf(id)] as const));
    return new CitedPassages(new Map(found));
  }

  /** Takes up the passage of a span; a span that no passage holds whole is one itself, up to a passage's length. */
  quote(paper: Paper, span: Span, score: number): Quotable {
    // A passage that runs on around a footnote does not have its words.
    const note = paper.furniture.find((item) => isWithin(span, item.span))?.span;
    const holder = this.passages
      .get(paper.id)
      ?.find((passage) => isWithin(span, passage.span) && (!note || isWithin(passage.span, note)))?.span;
    const place = holder ?? span;
    const passage = passageIdOf(paper.id, place);
    const text = read(paper, span);
    const known = this.held.get(passage);
    this.held.set(passage, {
      paper,
      span: place,
      text: known?.text ?? read(paper, place),
      score: Math.max(score, known?.score ?? 0),
    });
    return { paper, span, text: withinWords(text, maxPassageWords), passage };
  }

  get candidates(): Candidate[] {
    return [...this.held.values()];
  }
}

function withinWords(text: string, limit: number): string {
  if (countWords(text) <= limit) return text;
  const words = [...text.matchAll(/\S+/g)];
  const last = words[limit - 1];
  return last ? text.slice(0, last.index + last[0].length) : text;
}
