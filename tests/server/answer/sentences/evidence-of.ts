import type { PassageId } from '../../../../ingest/paper.ts';
import type { Evidence } from '../../../../server/answer/evidence.ts';

/** A passage of a paper by nobody in particular. */
export function evidenceOf(text: string): Evidence {
  return {
    number: 1,
    passage: 'p1' as PassageId,
    paper: {
      id: 'a'.repeat(64),
      title: 'Northern studies',
      authors: ['Ola Nordmann'],
      year: 2020,
      source: 'north.txt',
    },
    section: null,
    page: null,
    text,
    score: 1,
  };
}
