import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Embedder } from '../../ingest/embedder.ts';

const passages = [
  'The glacier lost eleven metres of ice between 1998 and 2016, most of it in the summers after dust storms.',
  'Digital sovereignty means that a state decides for itself how the data of its citizens is stored and governed.',
  'Our participants slept for eight hours in a quiet laboratory before the memory test was repeated.',
  'The algorithm sorts the edges of the graph by weight and joins two trees whenever an edge connects them.',
];

const questions: [question: string, answer: number][] = [
  ['How much ice did the glacier lose between 1998 and 2016?', 0],
  ['What does digital sovereignty mean for the data of citizens?', 1],
  ['How many hours did the participants sleep before the memory test?', 2],
  ['By what does the algorithm sort the edges of the graph?', 3],
];

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

/** What every embedder has to do; `skip` is the reason why it can't be tried here. */
export function describeEmbedder(name: string, open: () => Promise<Embedder>, skip?: string): void {
  describe.skipIf(skip !== undefined)(`embedder: ${name}${skip ? ` (skipped: ${skip})` : ''}`, () => {
    let embedder: Embedder;
    beforeAll(async () => {
      embedder = await open();
    });
    afterAll(async () => {
      await embedder.close();
    });

    test('says what it is', () => {
      expect(embedder.id).toMatch(/^[\w./@-]+$/);
      expect(embedder.dimensions).toBeGreaterThan(0);
    });

    test('gives one vector of unit length a text', async () => {
      const vectors = await embedder.embedPassages(passages);
      expect(vectors).toHaveLength(passages.length);
      for (const vector of vectors) {
        expect(vector).toBeInstanceOf(Float32Array);
        expect(vector).toHaveLength(embedder.dimensions);
        expect(cosine(vector, vector)).toBeCloseTo(1, 5);
      }
    });

    test('gives nothing for nothing', async () => {
      expect(await embedder.embedPassages([])).toEqual([]);
      expect(await embedder.embedWords([])).toEqual([]);
    });

    test('gives the words’ vectors beside the same vector of the text', async () => {
      const texts = [passages[0] ?? '', 'Héder’s “unputdownability”: 13.2 km², naïve?', ''];
      const [plain, read] = [await embedder.embedPassages(texts), await embedder.embedWords(texts)];
      expect(read.map(({ vector }) => vector)).toEqual(plain);
      for (const [index, { words }] of read.entries()) {
        const text = texts[index] ?? '';
        expect(words.map(({ start, end }) => text.slice(start, end))).toEqual(text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
        for (const { vector } of words) {
          expect(vector).toHaveLength(embedder.dimensions);
          expect(cosine(vector, vector)).toBeCloseTo(1, 5);
        }
      }
    });

    test('a word is nearest to itself in another sentence', async () => {
      const [asked, said] = await embedder.embedWords([questions[0]?.[0] ?? '', passages[0] ?? '']);
      const [question = '', passage = ''] = [questions[0]?.[0], passages[0]];
      const glacier = asked?.words.find(({ start, end }) => question.slice(start, end) === 'glacier');
      const nearest = said?.words.toSorted(
        (a, b) => cosine(b.vector, glacier?.vector ?? b.vector) - cosine(a.vector, glacier?.vector ?? a.vector),
      )[0];
      expect(passage.slice(nearest?.start, nearest?.end)).toBe('glacier');
    });

    test('keeps the order of the texts, long beside short', async () => {
      const texts = [passages.join(' '), 'Ice.', passages[1] ?? '', `${passages[2] ?? ''} ${passages[3] ?? ''}`];
      const together = await embedder.embedPassages(texts);
      const reversed = (await embedder.embedPassages(texts.toReversed())).reverse();
      expect(together).toEqual(reversed);
      expect(together[0]).not.toEqual(together[1]);
    });

    test('a text has the same vector alone and in company', async () => {
      const together = await embedder.embedPassages(passages);
      for (const [index, passage] of passages.entries()) {
        const [alone] = await embedder.embedPassages([passage]);
        expect(cosine(alone ?? new Float32Array(), together[index] ?? new Float32Array())).toBeGreaterThan(0.999);
      }
    });

    test.each(questions)('puts the answer nearest: %s', async (question, answer) => {
      const vectors = await embedder.embedPassages(passages);
      const asked = await embedder.embedQuestion(question);
      const scores = vectors.map((vector) => cosine(asked, vector));
      expect(scores.indexOf(Math.max(...scores))).toBe(answer);
    });

    test.each([
      ['nothing', ''],
      ['spaces only', ' \n\t '],
      ['far more than a model takes', 'A sentence that goes on and on. '.repeat(5_000)],
      ['one endless word', 'a'.repeat(200_000)],
      ['Chinese and emoji', '数字主权意味着国家自己决定 🎉👩🏽‍🔬'],
      ['half a surrogate pair', 'broken \ud83d text'],
      ["the model's own marks", '[CLS] [SEP] [PAD] [MASK] <s> </s>'],
      ['control characters', 'a\u0000b\u0007c'],
    ])('takes %s', async (_what, text) => {
      const [vector] = await embedder.embedPassages([text]);
      expect(cosine(vector ?? new Float32Array(), vector ?? new Float32Array())).toBeCloseTo(1, 5);
      const asked = await embedder.embedQuestion(text);
      expect(asked).toHaveLength(embedder.dimensions);
    });

    test('does not start with a signal that is aborted', async () => {
      const reason = new Error('the reader went away');
      await expect(embedder.embedPassages(passages, AbortSignal.abort(reason))).rejects.toBe(reason);
      await expect(embedder.embedQuestion('Why?', AbortSignal.abort(reason))).rejects.toBe(reason);
    });

    test('still works after an aborted job', async () => {
      const controller = new AbortController();
      const job = embedder.embedPassages(
        Array.from({ length: 50 }, () => passages.join(' ')),
        controller.signal,
      );
      controller.abort(new Error('enough'));
      await expect(job).rejects.toThrow('enough');
      expect(await embedder.embedPassages(passages)).toHaveLength(passages.length);
    });
  });
}
