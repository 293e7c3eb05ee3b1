import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { prose } from '../../../fixtures/papers.ts';
import { objectsOf, paperOf, useClusters } from './cluster-case.ts';

const clusters = useClusters();
const hostile = [
  ['quotes, backslashes and braces', String.raw`a"b\c{d}[e](f)$terms:"]}}}`],
  ['GraphQL', '") {key}} Aggregate{a:Ibid_papers_Catalog{meta{count}}}#'],
  ['control characters', 'a\u0000b\u0007c\nd\u2028e\u0085f'],
  ['beyond the basic plane, combined, right to left', '🐝 𝒜 Cafe\u0301 שלום ﬁne'],
  ['spaces around', '  spaces \u00a0\u3000 around\t '],
] as const;

describe('nothing that comes from outside is syntax', () => {
  test.each(hostile)('a paper with it everywhere: %s', async (_, text) => {
    const fake = await clusters.start();
    const library = await clusters.open(fake);
    await library.add(paperOf(prose.tides));
    const given = paperOf(`Bees\n\n${text} zymurgy`, { title: text, authors: [text], source: text, origin: text });
    expect(await library.add(given)).toBe('added');
    const reader = await clusters.open(fake);
    expect(await reader.paper(given.paper.id)).toEqual(given.paper);
    expect((await reader.papers())[1]).toMatchObject({ title: text, authors: [text], source: text });
    expect(await reader.findOrigin(text)).toMatchObject({ id: given.paper.id });
    expect(await reader.original(given.paper.id)).toMatchObject({ name: text, origin: text });
    const { lexical, holding } = await reader.search({ text: `${text} zymurgy`, phrases: [text, 'zymurgy'], limit: 9 });
    expect(lexical.map(({ passage }) => passage)).toContain(given.passages[0]?.id);
    expect(holding).toContain(given.passages[0]?.id);
    expect(await reader.verify()).toEqual({ papers: 2, passages: 4, faults: [] });
  });

  test.each(hostile)('an answer, a note and a key with it: %s', async (_, text) => {
    const fake = await clusters.start();
    const library = await clusters.open(fake);
    await library.keepAnswer({ id: text, json: JSON.stringify(text), papers: [] });
    await library.keepAnswer({ id: 'another', json: '{}', papers: [] });
    await library.giveFeedback(text, { verdict: 'bad', comment: text });
    expect(await library.answer(text)).toEqual({
      json: JSON.stringify(text),
      feedback: { verdict: 'bad', comment: text },
    });
    await library.setNote(text, text);
    expect(await library.note(text)).toBe(text);
    expect(await library.notes()).toEqual([{ name: text, value: text }]);
    const key = { id: text, name: text, sha256: '00', createdAt: '2025-03-01T10:00:00.000Z' };
    await library.addKey(key);
    expect(await library.keys()).toEqual([key]);
    await library.dropAnswers([text]);
    await library.setNote(text, null);
    expect(await library.revokeKey(text)).toBe(true);
    expect(await library.answer(text)).toBeNull();
    expect(await library.answer('another')).not.toBeNull();
    expect(objectsOf(fake, 'Records')).toHaveLength(1);
  });

  test('half a surrogate pair in a question is no fault', async () => {
    const fake = await clusters.start();
    const library = await clusters.open(fake);
    await library.add(paperOf(prose.tides));
    const { lexical } = await library.search({ text: 'cordgrass \ud83d', phrases: ['\udc1d cordgrass'], limit: 9 });
    expect(lexical).toHaveLength(1);
  });
});

describe('a large file', () => {
  test('of 3 MB that can’t be packed comes back from its parts, to the last byte', async () => {
    const fake = await clusters.start();
    const library = await clusters.open(fake);
    // A stream that looks like chance, the same each time.
    const blocks = Array.from({ length: 100_000 }, (_, index) => createHash('sha256').update(`${index}`).digest());
    const bytes = Buffer.concat(blocks);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const given = paperOf(prose.bees);
    await library.add({ ...given, original: { ...given.original, bytes, sha256 } });
    expect(objectsOf(fake, 'Contents')).toHaveLength(5);
    const reader = await clusters.open(fake);
    const original = await reader.original(given.paper.id);
    expect(Buffer.compare(Buffer.from(original?.bytes ?? []), bytes)).toBe(0);
    expect(await reader.findOriginal(sha256)).toMatchObject({ id: given.paper.id });
    expect(await reader.verify()).toEqual({ papers: 1, passages: 3, faults: [] });
    await library.remove(given.paper.id);
    expect(objectsOf(fake, 'Contents')).toEqual([]);
  });
});
