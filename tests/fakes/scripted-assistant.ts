import { randomUUID } from 'node:crypto';
import type { Library } from '../../ingest/library.ts';
import { passageIdOf, type PaperId } from '../../ingest/paper.ts';
import type { Assistant } from '../../server/assistant.ts';
import { type Answer, type AnswerEvent, AnswerEventSchema, type AskRequest, type Place } from '../../server/wire.ts';

/** The events of one answer; may wait, throw, or look at the signal as the real assistant does. */
export type Script = (request: AskRequest, signal: AbortSignal) => AsyncIterable<AnswerEvent>;

const paperId = '5f1c0a2b9e7d4c31' as PaperId;
const quote = 'Trust is a second-order property of first-order relations.';

/** The place that scripted answers cite. */
export const scriptedPlace: Place = {
  number: 1,
  paper: { id: paperId, title: 'Trusting Machines', authors: ['A. Sadi'], year: 2025, source: 'sadi.txt' },
  page: null,
  pageLabel: null,
  section: 'Introduction',
  paragraph: 1,
  quote,
  pieces: [{ start: 14, end: 72 }],
  start: 14,
  end: 72,
  prefix: 'Introduction',
  suffix: 'It qualifies them.',
  paperSha256: '0'.repeat(64),
  match: 'exact',
  secondary: null,
  passageId: passageIdOf(paperId, { start: 0, end: 120 }),
  permalink: `/papers/${paperId}#at=14-72`,
};

/** An answer to a question, with one citation, or an abstention. */
export function scriptedAnswer(question: string, abstention: Answer['abstention'] = null): Answer {
  const text = abstention ? '' : `Sadi writes: “${quote}” [1]`;
  return {
    id: randomUUID(),
    question,
    standaloneQuestion: question,
    answered: abstention === null,
    abstention,
    text,
    parts: abstention ? [] : [{ text, citations: [1] }],
    citations: abstention ? [] : [scriptedPlace],
    rejected: [],
    passages: [],
    checks: [],
    writer: 'extractive',
    notice: null,
    libraryRevision: 1,
  };
}

/** An `Assistant` that plays a script; every event is held against the wire's schema, so it can't say what the real one may not. */
export class ScriptedAssistant implements Assistant {
  /** What it was asked, in order. */
  readonly requests: AskRequest[] = [];
  /** The signals that came with it. */
  readonly signals: AbortSignal[] = [];
  readonly #script: Script;

  constructor(script: Script) {
    this.#script = script;
  }

  async *ask(request: AskRequest, signal: AbortSignal): AsyncGenerator<AnswerEvent> {
    this.requests.push(request);
    this.signals.push(signal);
    for await (const event of this.#script(request, signal)) yield AnswerEventSchema.parse(event);
  }
}

/** The usual course of an answer; it is kept in the library before its last event, as the assistant's contract says. */
export function usualScript(library: Pick<Library, 'keepAnswer' | 'papers'>): Script {
  return async function* ({ question }) {
    const answer = scriptedAnswer(question);
    yield { type: 'evidence-found', passages: [] };
    yield { type: 'text-delta', text: 'Sadi writes: ' };
    yield { type: 'citation-rejected', quote: 'Trust is everything.', reason: 'not-found' };
    yield { type: 'citation-verified', citation: scriptedPlace };
    // A library does not keep an answer that quotes a paper which is not there.
    const papers = (await library.papers()).map(({ id }) => id).filter((id) => id === paperId);
    await library.keepAnswer({ id: answer.id, json: JSON.stringify(answer), papers });
    yield { type: 'answer-end', answer };
  };
}
