import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Paper } from '../../ingest/paper.ts';
import { read, readingTextOf } from '../../ingest/reading-text.ts';
import { countWords } from '../../ingest/count-words.ts';
import type { AnswerWriter } from '../../server/answer/answer-writer.ts';
import { extractiveWriter } from '../../server/answer/extractive.ts';
import { WriterFailedError } from '../../server/answer/writer-errors.ts';
import { createAssistant } from '../../server/assistant.ts';
import type { Answer, AnswerEvent, AskRequest, Place } from '../../server/wire.ts';
import { lies, lyingWriter } from '../fakes/lying-writer.ts';
import { sadi, sarwar } from '../fixtures/default-papers.ts';
import { shelfOfDefaultPapers } from '../fixtures/shelf.ts';

const shelf = await shelfOfDefaultPapers();
const fallback = extractiveWriter();

async function ask(request: AskRequest, writer: AnswerWriter = fallback, signal = new AbortController().signal) {
  const events: AnswerEvent[] = [];
  for await (const event of createAssistant({ ...shelf, writer, fallback }).ask(request, signal)) events.push(event);
  const end = events.at(-1);
  if (end?.type !== 'answer-end') throw new Error('an answer ends with answer-end');
  return { events, answer: end.answer };
}

function paperOf(place: Place): Paper {
  const paper = [sadi, sarwar].find((candidate) => candidate.id === place.paper.id);
  if (!paper) throw new Error(`${place.paper.id} is no paper of the library`);
  return paper;
}

/** What the contract promises of each answer, whoever wrote it. */
function expectHonest(answer: Answer, events: readonly AnswerEvent[]): void {
  expect(answer.answered).toBe(answer.abstention === null);
  expect(answer.answered).toBe(answer.citations.length > 0);
  expect(answer.citations.map((citation) => citation.number)).toEqual(answer.citations.map((_, index) => index + 1));
  for (const citation of answer.citations) {
    const paper = paperOf(citation);
    const { start, end, pieces, quote } = citation;
    expect(quote).toBe(readingTextOf(paper, { start, end }).text);
    expect(pieces.map((piece) => read(paper, piece)).join(' ')).toBe(quote);
    expect([pieces[0]?.start, pieces.at(-1)?.end]).toEqual([start, end]);
    pieces.slice(1).forEach((piece, index) => {
      const gap = { start: pieces[index]?.end ?? 0, end: piece.start };
      const furniture = paper.furniture.filter(({ span }) => span.start >= gap.start && span.end <= gap.end);
      const held = furniture.reduce(
        (sum, { span }) => sum + paper.text.slice(span.start, span.end).replace(/\s/g, '').length,
        0,
      );
      expect(paper.text.slice(gap.start, gap.end).replace(/\s/g, '').length).toBe(held);
    });
    expect(citation.paperSha256).toBe(paper.sha256);
    expect(citation.match).not.toBe('approximate');
    expect(answer.text).toContain(`“${quote}” [${citation.number}]`);
  }
  // Nothing in quotation marks but what is cited, inner quotation marks of the papers aside.
  const rest = answer.citations.reduce((text, { quote }) => text.replaceAll(`“${quote}”`, ''), answer.text);
  if (answer.answered) expect(rest).not.toMatch(/["“”„«»]/);
  const markers = [...rest.matchAll(/\[(\d+)\]/g)].map((marker) => Number(marker[1]));
  expect([...new Set(markers)].sort((a, b) => a - b)).toEqual(answer.citations.map((citation) => citation.number));
  expect(answer.parts.map((part) => part.text).join('')).toBe(answer.text);
  const restart = events.findLastIndex((event) => event.type === 'answer-restarted');
  const streamed = events.slice(restart + 1).flatMap((event) => (event.type === 'text-delta' ? [event.text] : []));
  expect(streamed.join('')).toBe(answer.text);
}

const words = [
  ...new Set(`${readingTextOf(sadi).text} ${readingTextOf(sarwar).text}`.match(/[\p{L}\d%$.-]{2,}/gu) ?? []),
];
const questions = fc.oneof(
  fc.array(fc.constantFrom(...words), { minLength: 2, maxLength: 9 }).map((some) => `What about ${some.join(' ')}?`),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
);

describe('whatever is asked, whoever writes', () => {
  test.each(Object.keys(lies))('quotations are the paper’s words at the place named (%s)', async (lie) => {
    await fc.assert(
      fc.asyncProperty(questions, fc.double({ min: 0, max: 1, noNaN: true }), async (question, at) => {
        const { answer, events } = await ask({ question }, lyingWriter(lie, at));
        expectHonest(answer, events);
        expect(answer.text).not.toMatch(/cheese|4711/);
      }),
      { numRuns: 25 },
    );
  });

  test('by the extractive writer', async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        const { answer, events } = await ask({ question });
        expectHonest(answer, events);
        expect(answer.rejected).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });
});

describe('an answer', () => {
  test('quotes the sentence that answers, and says who says it where', async () => {
    const { answer } = await ask({ question: 'How many Indian lethal drones did the military neutralize?' });
    expect(answer.citations.map((citation) => citation.quote)).toContain(
      "Pakistan's military neutralizes almost 400 Indian lethal drones.",
    );
    expect(answer.text).toMatch(/^[^“]*Sarwar & Rashid \(n\.d\.\)[^“]* \([^“]+\): “/);
    expect(answer.text).not.toContain('another figure');
    expect(answer.writer).toBe('extractive');
    expect(answer.notice).toBeNull();
  });

  test('reads on over the footnote inside a sentence, in two pieces', async () => {
    const { answer } = await ask({
      question: 'When was the Next Generation Artificial Intelligence Development Plan published?',
    });
    const citation = answer.citations.find(({ quote }) => quote.includes('and the 2017 publication of its key'));
    expect(citation?.pieces).toHaveLength(2);
    expect(citation?.quote).not.toContain('Student');
  });

  test('passages have at most 250 words and are told first', async () => {
    const { events, answer } = await ask({ question: 'What does defensive realism say about security?' });
    expect(events[0]?.type).toBe('evidence-found');
    expect(answer.passages.length).toBeLessThanOrEqual(8);
    for (const passage of answer.passages) expect(countWords(passage.text)).toBeLessThanOrEqual(250);
    const scores = answer.passages.map((passage) => passage.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  test('is kept in the library', async () => {
    const { answer } = await ask({ question: 'What is the Digital Silk Road?' });
    expect(JSON.parse((await shelf.library.answer(answer.id))?.json ?? 'null')).toEqual(answer);
  });

  test('goes with a paper that it only retrieved from', async () => {
    const { library, embedder } = await shelfOfDefaultPapers();
    let kept = '';
    const assistant = createAssistant({ library, embedder, writer: fallback, fallback });
    for await (const event of assistant.ask(
      { question: 'What is the capital of Brazil?' },
      new AbortController().signal,
    )) {
      if (event.type === 'answer-end') kept = event.answer.id;
    }
    expect(await library.answer(kept)).not.toBeNull();
    for (const paper of await library.papers()) await library.remove(paper.id);
    expect(await library.answer(kept)).toBeNull();
  });

  test('comes also when it can’t be kept', async () => {
    const { library, embedder } = shelf;
    const full = { ...library, keepAnswer: () => Promise.reject(new Error('the disk is full')) };
    const assistant = createAssistant({ library: full, embedder, writer: fallback, fallback });
    const types: string[] = [];
    const asked = assistant.ask({ question: 'Who mediated the ceasefire?' }, new AbortController().signal);
    for await (const event of asked) types.push(event.type);
    expect(types.at(-1)).toBe('answer-end');
  });

  test('an unknown paper is an error that names it', async () => {
    await expect(ask({ question: 'What is AI?', papers: ['0000000000000000'] })).rejects.toThrow('0000000000000000');
  });

  test('says who is reported', async () => {
    const { answer } = await ask({ question: 'What five principles of an ethical framework are identified?' });
    expect(answer.citations.find(({ quote }) => quote.includes('five principles'))?.secondary?.author).toBe('Taddeo');
  });

  test('comes from the papers that were chosen', async () => {
    const { answer } = await ask({ question: 'What is said about cybersecurity?', papers: [sarwar.id] });
    expect(new Set(answer.passages.map((passage) => passage.paperId))).toEqual(new Set([sarwar.id]));
  });

  test('comes from the paper that the question names', async () => {
    const { answer } = await ask({ question: 'What does Sadi say about cybersecurity?' });
    expect(new Set(answer.passages.map((passage) => passage.paperId))).toEqual(new Set([sadi.id]));
  });

  test('comes from the other paper when that is asked for', async () => {
    const history = [{ question: 'What does Sadi say about cybersecurity?', answer: 'Sadi (2025) writes …' }];
    const { answer } = await ask({ question: 'And what does the other paper say about cybersecurity?', history });
    expect(new Set(answer.passages.map((passage) => passage.paperId))).toEqual(new Set([sarwar.id]));
  });

  test('a follow-up carries its topic', async () => {
    const history = [{ question: 'How did Vietnam respond to hacking by APT41?', answer: 'It restricted Huawei.' }];
    const { answer } = await ask({ question: 'And why?', history });
    expect(answer.question).toBe('And why?');
    expect(answer.standaloneQuestion).toContain('Vietnam');
  });
});

describe('no answer', () => {
  test.each([
    ['a name that is nowhere', 'What is the capital of Brazil?', 'no-evidence'],
    ['a year that is nowhere', 'What happened in 1492?', 'no-evidence'],
    ['what only the other paper says', 'What does Sadi say about Operation Sindoor?', 'named-source-lacks-it'],
  ])('%s', async (_, question, reason) => {
    const { answer, events } = await ask({ question });
    expect(answer.abstention?.reason).toBe(reason);
    expect(answer.citations).toEqual([]);
    expect(answer.abstention?.nearest.length).toBeGreaterThan(0);
    expectHonest(answer, events);
  });

  test('an empty library says so', async () => {
    const { library, embedder } = await shelfOfDefaultPapers();
    for (const paper of await library.papers()) await library.remove(paper.id);
    const assistant = createAssistant({ library, embedder, writer: fallback, fallback });
    for await (const event of assistant.ask({ question: 'What is AI?' }, new AbortController().signal)) {
      if (event.type === 'answer-end') expect(event.answer.abstention?.reason).toBe('no-evidence');
    }
  });
});

describe('a writer that fails', () => {
  const failing: AnswerWriter = {
    name: 'failing',
    async *write() {
      await Promise.resolve();
      yield { type: 'text', text: 'I was about to say. And ' };
      throw new WriterFailedError('failing', 'it did not answer within 60 s');
    },
  };

  test('gives the extractive answer and says so', async () => {
    const { answer, events } = await ask({ question: 'Who mediated the ceasefire?' }, failing);
    expect(answer.answered).toBe(true);
    expect(answer.writer).toBe('extractive');
    expect(answer.notice).toContain('it did not answer within 60 s');
    expect(answer.text).not.toContain('I was about to say');
    // Nothing was proven before it failed, so nothing was seen that has to be taken back.
    expect(events.some((event) => event.type === 'answer-restarted')).toBe(false);
    expectHonest(answer, events);
  });

  test('after a verified quotation was shown, the answer begins again', async () => {
    const late: AnswerWriter = {
      name: 'late',
      async *write({ evidence }) {
        await Promise.resolve();
        const passage = evidence[0]?.passage ?? null;
        yield { type: 'quotation', quote: evidence[0]?.text.split(' ').slice(0, 8).join(' ') ?? '', passage };
        yield {
          type: 'text',
          text: ' is what it says. But then there is more to be said about this, so that it goes on',
        };
        throw new WriterFailedError('late', 'the connection broke off');
      },
    };
    const { answer, events } = await ask({ question: 'Who mediated the ceasefire?' }, late);
    expect(events.filter((event) => event.type === 'answer-restarted')).toHaveLength(1);
    expect(answer.text).not.toContain('is what it says');
    expectHonest(answer, events);
  });

  test('abstaining after prose leaves nothing of the prose', async () => {
    const hesitant: AnswerWriter = {
      name: 'hesitant',
      async *write() {
        await Promise.resolve();
        yield {
          type: 'text',
          text: 'I looked at it all. It was hard to read, and there were many pages of it to go through. ',
        };
        yield { type: 'abstention', reason: 'no-evidence', message: 'Nothing is there.' };
      },
    };
    const { answer, events } = await ask({ question: 'Who mediated the ceasefire?' }, hesitant);
    expect(answer.text).toBe('Nothing is there.');
    expectHonest(answer, events);
  });

  test('invented quotations are listed, the extractive answer stands', async () => {
    const { answer } = await ask({ question: 'Who mediated the ceasefire?' }, lyingWriter('made up', 0));
    expect(answer.rejected[0]).toEqual({ quote: 'Elephants govern the moon with cheese.', reason: 'not-found' });
    expect(answer.answered).toBe(true);
  });

  test('an altered quotation is called altered', async () => {
    const { answer } = await ask({ question: 'Who mediated the ceasefire?' }, lyingWriter('a "not" put in', 0.3));
    expect(answer.rejected[0]?.reason).toBe('altered');
  });

  test('an abort ends it', async () => {
    const controller = new AbortController();
    const hanging: AnswerWriter = {
      name: 'hanging',
      async *write({ signal }) {
        yield { type: 'text', text: 'Wait. ' };
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      },
    };
    setTimeout(() => controller.abort(new Error('stopped by the user')), 50);
    await expect(ask({ question: 'Who mediated the ceasefire?' }, hanging, controller.signal)).rejects.toThrow(
      'stopped by the user',
    );
  });
});
