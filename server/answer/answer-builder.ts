import type { VerifiedPart } from '../citations/verify.ts';
import type { Abstention, Answer, AnswerEvent, Place, RejectedQuotation } from '../wire.ts';

/** What of an answer is known before it is written. */
export type AnswerFrame = Pick<
  Answer,
  'id' | 'question' | 'standaloneQuestion' | 'passages' | 'checks' | 'confidence' | 'libraryRevision'
>;

/** Collects verified parts into the wire's answer, so that its text is what the events said, letter by letter. */
export class AnswerBuilder {
  private readonly parts: Answer['parts'] = [];
  private readonly citations: Place[] = [];
  private readonly rejected: RejectedQuotation[];
  /** Set when the writer finds no answer in its evidence. */
  abstained: Pick<Abstention, 'reason' | 'message'> | null = null;

  /** `rejected` are quotations of an earlier draft that failed: they stay on record. */
  constructor(rejected: readonly RejectedQuotation[] = []) {
    this.rejected = [...rejected];
  }

  /** The event that tells of a part; null for an abstention, which is told at the end. */
  add(part: VerifiedPart): AnswerEvent | null {
    switch (part.type) {
      case 'citation':
        this.citations.push(part.citation);
        return { type: 'citation-verified', citation: part.citation };
      case 'rejected':
        this.rejected.push(part.rejected);
        return { type: 'citation-rejected', ...part.rejected };
      case 'sentence':
        this.parts.push({ text: part.text, citations: [...part.citations] });
        return { type: 'text-delta', text: part.text };
      case 'abstention':
        this.abstained = { reason: part.reason, message: part.message };
        return null;
    }
  }

  get hasCitations(): boolean {
    return this.citations.length > 0;
  }

  get rejections(): readonly RejectedQuotation[] {
    return this.rejected;
  }

  answered(frame: AnswerFrame, writer: string, notice: string | null): Answer {
    const { parts, citations, rejected } = this;
    const text = parts.map((part) => part.text).join('');
    return { ...frame, answered: true, abstention: null, text, parts, citations, rejected, writer, notice };
  }
}

/** The answer that there is none: says so, and cites nothing. */
export function abstainedAnswer(
  frame: AnswerFrame,
  abstention: Abstention,
  writer: string,
  notice: string | null,
  rejected: readonly RejectedQuotation[] = [],
): Answer {
  const text = abstention.message;
  const said = { text, parts: [{ text, citations: [] }], citations: [], rejected: [...rejected], writer, notice };
  return { ...frame, answered: false, abstention, ...said };
}
