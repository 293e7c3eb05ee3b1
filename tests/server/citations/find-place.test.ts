import { describe, expect, test } from 'vitest';
import { addPaper } from '../../../ingest/add-paper.ts';
import { preparingWith } from '../../../ingest/prepare-paper.ts';
import { plainTextReader } from '../../../ingest/readers/plain-text.ts';
import { placeOf } from '../../../server/citations/citation.ts';
import { findPlace } from '../../../server/citations/find-place.ts';
import { locateAll } from '../../../server/citations/locate.ts';
import { readText, sadi, sadiFile } from '../../fixtures/default-papers.ts';
import { shelfOfDefaultPapers } from '../../fixtures/shelf.ts';

const places = locateAll(sadi, 'digital sovereignty').map((located) => placeOf(sadi, located, 1));
const wanted = places[3];

describe('a permalink after the paper was ingested again', () => {
  test('leads through the old id to the same words in the new text, by their context', async () => {
    const { library, embedder } = await shelfOfDefaultPapers();
    const changed = new TextEncoder().encode(`A new first paragraph about digital sovereignty.\n\n${sadi.text}`);
    const file = { name: sadiFile, origin: `/papers/${sadiFile}`, bytes: () => Promise.resolve(changed) };
    const outcome = await addPaper(file, { library, embedder, prepare: preparingWith([plainTextReader()]) });
    expect(outcome.state).toBe('replaced');
    if (!wanted) throw new Error('the words stand in four places');
    const found = await findPlace(library, sadi.id, wanted);
    expect(found?.paper.id).toBe(outcome.paperId);
    expect([found?.prefix, found?.quote, found?.suffix]).toEqual([wanted.prefix, wanted.quote, wanted.suffix]);
    expect(found?.start).toBe(wanted.start + 50);
  });

  test('says that the words are gone', async () => {
    const { library } = await shelfOfDefaultPapers();
    expect(await findPlace(library, sadi.id, { quote: 'never written here', prefix: '', suffix: '' })).toBeNull();
    expect(await findPlace(library, '0000000000000000', { quote: 'AI', prefix: '', suffix: '' })).toBeNull();
  });
});

describe('a permalink', () => {
  test('stands characters outside the basic plane, and text without spaces', async () => {
    const mountains = '🏔'.repeat(40);
    const snow = '雪'.repeat(500);
    const paper = await readText(
      `# Ice\n\n## Introduction\n\n${mountains} Snowmelt irrigates farms. ${mountains} ${snow}。`,
    );
    for (const words of ['Snowmelt irrigates farms.', `${mountains} ${snow}`]) {
      const [place] = locateAll(paper, words).map((item) => placeOf(paper, item, 1));
      expect(place?.permalink.isWellFormed()).toBe(true);
      expect(decodeURIComponent(place?.permalink ?? '').length).toBeGreaterThan(Math.min(250, words.length));
    }
  });

  test('carries offsets, hash and words, all percent-encoded', () => {
    const [place] = locateAll(sadi, 'the "bifurcation of the global tech ecosystem"').map((item) =>
      placeOf(sadi, item, 1),
    );
    expect(place?.permalink).toMatch(/^\/papers\/[0-9a-f]{16}#at=\d+-\d+&sha=[0-9a-f]{12}&quote=the%20%22bifurcation/);
    expect(place?.permalink).not.toMatch(/[\s"<>]/);
  });
});
