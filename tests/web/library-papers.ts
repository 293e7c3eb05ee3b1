import type { WirePaper } from '../../server/wire.ts';

/** A paper as lists hold it. */
export function wirePaper(fields: Partial<WirePaper> & { readonly id: string }): WirePaper {
  return {
    title: 'How bees choose a nest',
    authors: ['Ada Byron'],
    year: 2019,
    doi: null,
    source: `${fields.id}.pdf`,
    sha256: '0'.repeat(64),
    pages: 12,
    passages: 80,
    warnings: [],
    ...fields,
  };
}
