import type { StructuredAnswer } from '../../../../server/answer/structured/answer.ts';
import type { DraftPart } from '../../../../server/answer/answer-writer.ts';
import { verifyDraft } from '../../../../server/citations/verify.ts';
import { candidateId } from '../../../../server/retrieval/diversify.ts';
import type { RejectedQuotation } from '../../../../server/wire.ts';

/** What a reader gets of an answer when its draft was verified. */
export interface Said {
  readonly text: string;
  readonly quotes: readonly string[];
  /** Offsets of the quotations in their papers. */
  readonly starts: readonly number[];
  /** Ids of the papers quoted, in order, each once. */
  readonly papers: readonly string[];
  readonly rejected: readonly RejectedQuotation[];
  readonly abstained: string | null;
}

export async function said(answer: StructuredAnswer | null): Promise<Said> {
  if (!answer) throw new Error('the question is not of this kind');
  const { passages } = answer;
  const evidence = passages.map((candidate) => ({ passage: candidateId(candidate), paper: candidate.paper }));
  const quotes: string[] = [];
  const starts: number[] = [];
  const papers = new Set<string>();
  const rejected: RejectedQuotation[] = [];
  let text = '';
  let abstained: string | null = null;
  for await (const part of verifyDraft(inTurn(answer.parts), evidence)) {
    if (part.type === 'sentence') text += part.text;
    else if (part.type === 'abstention') abstained = part.message;
    else if (part.type === 'rejected') rejected.push(part.rejected);
    else {
      quotes.push(part.citation.quote);
      starts.push(part.citation.start);
      papers.add(part.citation.paper.id);
    }
  }
  return { text, quotes, starts, papers: [...papers], rejected, abstained };
}

async function* inTurn(parts: readonly DraftPart[]): AsyncGenerator<DraftPart> {
  for (const part of parts) {
    await Promise.resolve();
    yield part;
  }
}
