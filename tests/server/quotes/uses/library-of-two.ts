import type { PaperSummary } from '../../../../ingest/library.ts';
import type { PaperId } from '../../../../ingest/paper.ts';
import type { Attribution } from '../../../../server/quotes/use.ts';

/** A paper as a list of papers shows it. */
export function paperOf(id: string, title: string, authors: readonly string[], year: number | null): PaperSummary {
  return { id: id as PaperId, title, authors, year, doi: null, source: `${id}.txt`, sha256: '', pages: null, passages: 1, warnings: [] }; // prettier-ignore
}

export const sadi: PaperSummary = {
  ...paperOf(
    'sadi-2025',
    "U.S.-China AI Rivalry and its Implications on Pakistan's Cybersecurity and Digital Sovereignty",
    ['Aleena Sadi'],
    2025,
  ),
  doi: '10.62843/jrsr/2025.4a088',
};
export const sarwar = paperOf(
  'sarwar-rashid',
  "ARTIFICIAL INTELLIGENCE IN PAKISTAN'S NATIONAL SECURITY STRATEGY: EVOLUTION AND IMPACTS",
  ['Ghulam Sarwar', 'Muhammad Imran Rashid'],
  null,
);
/** The two papers of data/papers. */
export const papers = [sadi, sarwar];

/** "Sadi | sadi-2025 | 2025": names, papers, year; "nobody" without an attribution. */
export function shortly(attribution: Attribution | null): string {
  if (!attribution) return 'nobody';
  return `${attribution.names.join(', ')} | ${attribution.papers.join(', ')} | ${attribution.year ?? ''}`;
}
