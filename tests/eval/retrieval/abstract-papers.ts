import { type Paper, type Passage, paperIdOf, passageIdOf, sha256Of } from '../../../ingest/paper.ts';
import type { Document } from './document-sets.ts';

/** An abstract as a paper: its title above one paragraph, and that paragraph as its one passage. */
export function abstractPaper({ id, title, text }: Document): { paper: Paper; passage: Passage } {
  const whole = text === '' ? title : `${title}\n\n${text}`;
  const span = { start: text === '' ? 0 : title.length + 2, end: whole.length };
  const paper: Paper = {
    id: paperIdOf(whole),
    title,
    authors: [],
    year: null,
    doi: null,
    source: `${id}.txt`,
    sha256: sha256Of(whole),
    text: whole,
    pages: [],
    sections: [],
    paragraphs: [span],
    references: [],
    mentions: [],
    furniture: [],
    warnings: [],
  };
  return { paper, passage: { id: passageIdOf(paper.id, span), paperId: paper.id, span, section: null } };
}
