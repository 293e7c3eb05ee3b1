import { parsePassageId } from '../../ingest/paper.ts';
import type { Paper, PassageId } from '../../ingest/paper.ts';
import { read } from '../../ingest/reading-text.ts';

/**
 * Whether most of a rejected quotation's word pairs stand in one of the passages: then it was altered, not invented.
 * It only words the report about something that is not shown; nothing is accepted by it.
 */
export function nearlyThere(quote: string, evidence: readonly { passage: PassageId; paper: Paper }[]): boolean {
  const pairs = wordPairs(quote);
  if (pairs.size < 2) return false;
  return evidence.some(({ paper, passage }) => {
    const span = parsePassageId(passage)?.span;
    if (!span) return false;
    const there = wordPairs(read(paper, span));
    let shared = 0;
    for (const pair of pairs) if (there.has(pair)) shared += 1;
    return shared * 2 >= pairs.size;
  });
}

function wordPairs(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.slice(1).map((word, index) => `${words[index] ?? ''} ${word}`));
}
