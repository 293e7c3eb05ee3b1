import { type Paper, paperIdOf, type Passage, type PassageId, passageIdOf, sha256Of } from '../../../ingest/paper.ts';
import { embeddingText } from '../../../ingest/passages.ts';
import { abstractPaper } from '../retrieval/abstract-papers.ts';
import type { Document } from '../retrieval/document-sets.ts';
import type { PassagedPaper } from '../retrieval/passage-library.ts';

/** Abstracts in a volume: a paper is written by a dozen requests, whatever its length. */
const abstractsPerVolume = 100;

/** A volume with the passages of its abstracts, and the ids of their documents by passage. */
export interface Volume extends PassagedPaper {
  readonly documentOf: ReadonlyMap<PassageId, string>;
}

/**
 * Abstracts bound as the sections of papers without a title, one passage each with the terms and the vector that it
 * has as a paper of its own: nothing but the number of papers is another.
 */
export function volumesOf(documents: readonly Document[]): Volume[] {
  const volumes: Volume[] = [];
  for (let from = 0; from < documents.length; from += abstractsPerVolume) {
    volumes.push(volumeOf(documents.slice(from, from + abstractsPerVolume), volumes.length));
  }
  return volumes;
}

function volumeOf(documents: readonly Document[], index: number): Volume {
  const abstracts = documents.map((document) => ({ document, ...abstractPaper(document) }));
  const text = abstracts.map(({ paper }) => paper.text).join('\n\n');
  const id = paperIdOf(text);
  const sections: Paper['sections'][number][] = [];
  const passages: Passage[] = [];
  const documentOf = new Map<PassageId, string>();
  let at = 0;
  for (const { document, paper, passage } of abstracts) {
    const own = { start: at, end: at + paper.text.length };
    const span = { start: at + passage.span.start, end: at + passage.span.end };
    const heading = { start: at, end: at + paper.title.length };
    passages.push({ id: passageIdOf(id, span), paperId: id, span, section: sections.length });
    sections.push({ title: document.title, level: 1, heading, span: own });
    documentOf.set(passageIdOf(id, span), document.id);
    at = own.end + 2;
  }
  const embeddingTexts = abstracts.map(({ paper, passage }) => embeddingText(paper, passage));
  const [first] = abstracts;
  if (!first) throw new RangeError('A volume has at least one abstract.');
  const paper: Paper = {
    ...first.paper,
    id,
    title: '',
    source: `volume-${index}.txt`,
    sha256: sha256Of(text),
    text,
    sections,
    paragraphs: passages.map(({ span }) => span),
  };
  return { paper, passages, embeddingTexts, documentOf };
}
