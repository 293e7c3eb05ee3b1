import type { Library } from '../../../../ingest/library.ts';
import type { Paper } from '../../../../ingest/paper.ts';
import { contentTerms } from '../../../retrieval/terms.ts';
import { ownTurn } from '../../../turns.ts';
import type { DraftPart } from '../../answer-writer.ts';
import { type StructuredAnswer, nothing } from '../answer.ts';
import { CitedPassages, type Quotable } from '../cited-passages.ts';
import { creditInProse, headingInProse } from '../in-prose.ts';
import type { Aspect, SummaryAsked } from '../summary-asked.ts';
import { passageCentrality, wordCentrality } from './centrality.ts';
import { type Length, chooseSentences } from './choose-sentences.ts';
import { paperSentences } from './paper-sentences.ts';
import { scoreSentences } from './score-sentences.ts';

/** What the quotations are introduced with: "What Sadi (2025) argues". */
const leads: Readonly<Record<Aspect, (who: string, s: 's' | '') => string>> = {
  overview: (who, s) => `What ${who} say${s}`,
  argument: (who, s) => `What ${who} argue${s}`,
  conclusion: (who, s) => `What ${who} conclude${s}`,
  aim: (who, s) => `What ${who} set${s} out to do`,
  method: (who, s) => `How ${who} proceed${s}`,
  findings: (who, s) => `What ${who} find${s}`,
  recommendations: (who, s) => `What ${who} recommend${s}`,
};

/** Sentences, quoted, that carry each of these papers; the more papers, the shorter for each. */
export async function summarise(
  { aspect, sentences }: SummaryAsked,
  papers: readonly Paper[],
  library: Library,
  signal: AbortSignal,
): Promise<StructuredAnswer> {
  const length = lengthFor(aspect, papers.length, sentences);
  const cited = await CitedPassages.of(papers, library);
  const parts: DraftPart[] = [];
  for (const paper of papers) {
    signal.throwIfAborted();
    const all = paperSentences(paper);
    await ownTurn();
    const words = wordCentrality(all, new Set(contentTerms(paper.title)));
    const passages = await passageCentrality(paper, all, library);
    const chosen = chooseSentences(scoreSentences(all, words, passages, aspect), aspect, length);
    await ownTurn();
    const quoted = chosen.map(({ span, score }) => cited.quote(paper, span, score));
    if (quoted.length > 0) {
      const lead = leads[aspect](creditInProse(paper), paper.authors.length > 1 ? '' : 's');
      parts.push(...draft(lead, quoted, parts.length > 0));
    }
  }
  if (parts.length === 0) {
    return nothing('No sentence can stand for the whole. Ask about something in it instead.', [], 'weak-evidence');
  }
  return { passages: cited.candidates, parts };
}

function lengthFor(aspect: Aspect, papers: number, asked: number | null): Length {
  const whole = aspect === 'overview' ? { sentences: 7, words: 145 } : { sentences: 3, words: 100 };
  const most =
    papers === 1
      ? whole
      : papers === 2
        ? { sentences: aspect === 'overview' ? 4 : 2, words: 80 }
        : { sentences: papers <= 5 ? 2 : 1, words: papers <= 5 ? 55 : 40 };
  return asked === null
    ? most
    : { sentences: Math.min(asked, 10), words: Math.max(most.words, Math.min(asked, 10) * 32) };
}

/** One line a section. */
function* draft(lead: string, quoted: readonly Quotable[], further: boolean): Generator<DraftPart, void, void> {
  yield { type: 'text', text: `${further ? '\n\n' : ''}${lead}:` };
  let before: string | null = null;
  for (const { paper, span, text, passage } of quoted) {
    const section = paper.sections.findLast((item) => item.span.start <= span.start)?.title ?? null;
    const heading = headingInProse(section);
    if (heading === before) yield { type: 'text', text: ' ' };
    else yield { type: 'text', text: heading === '' ? '\n' : `\n${heading}: ` };
    before = heading;
    yield { type: 'quotation', quote: text, passage };
  }
}
