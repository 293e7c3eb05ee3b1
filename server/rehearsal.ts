import type { Library } from '../ingest/library.ts';
import { type AssistantParts, createAssistant } from './assistant.ts';
import { reportsIn } from './citations/reports.ts';
import { isEnglishWord } from './quotes/difference/english.ts';
import { ownTurn } from './turns.ts';

/** Report in every way; the first has no character beyond Latin-1, for which expressions are prepared apart. */
const reports = [
  'According to Silva (2020), the river rises, and she argues that "it will fall", writes Sousa.',
  'According to Silva (2020), the river rises, and she argues that “it will fall”, writes Sousa.',
];
/** How often an expression runs until the engine has compiled it for good. */
const runs = 3;

/**
 * What the first question would otherwise wait for, and everybody else with it: reads the dictionaries and compiles
 * large expressions. Piece by piece, so that the server answers whoever asks for its health meanwhile.
 */
export async function rehearseReading(library: Library): Promise<void> {
  // American English has the first; the second has to be looked for in the British dictionary, too.
  for (const word of ['colour', 'qzx']) {
    await ownTurn();
    isEnglishWord(word);
  }
  const [first] = await library.papers();
  const paper = first ? await library.paper(first.id) : null;
  if (!paper) return;
  for (let run = 0; run < runs; run += 1) {
    for (const sentence of reports) {
      await ownTurn();
      reportsIn(paper, sentence);
    }
  }
}

/** Answers a question without a chat model, and keeps nothing of it: vectors are read and code compiled. */
export async function rehearseAnswer(
  parts: Pick<AssistantParts, 'library' | 'embedder' | 'fallback' | 'checker'>,
  signal: AbortSignal,
): Promise<void> {
  const [first] = await parts.library.papers();
  if (!first) return;
  const library: Library = { ...parts.library, keepAnswer: () => Promise.resolve() };
  const assistant = createAssistant({ ...parts, library, writer: parts.fallback });
  const question = `Who argues what about “${first.title}”, and why?`;
  for await (const event of assistant.ask({ question }, signal)) if (event.type === 'answer-end') return;
}
