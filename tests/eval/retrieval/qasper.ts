import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Paper, Span } from '../../../ingest/paper.ts';
import { passagesOf } from '../../../ingest/passages.ts';
import { readText } from '../../fixtures/default-papers.ts';
import { datasetsFolder, qasperTexts } from '../corpus.ts';
import type { PassagedPaper } from './passage-library.ts';

/** A question about one paper with where in its text the evidence stands: the sentences that annotators marked. */
export interface EvidenceQuestion {
  readonly question: string;
  readonly paper: Paper;
  readonly evidence: readonly Span[];
}

interface Row {
  readonly questions: readonly { readonly question: string; readonly highlighted_evidence: readonly string[] }[];
}

/** Citations as `qasperTexts` prints them, and no difference in spaces. */
function printed(text: string): string {
  return text
    .replace(/BIBREF(\d+)/g, (_, number: string) => `[${Number(number) + 1}]`)
    .replace(/(\[\d+\]) (?=[,.;:)])/g, '$1')
    .trim();
}

/** Qasper-mini: its papers and those questions whose evidence is in a paper’s text (Dasigi et al. 2021). */
export async function readQasper(): Promise<{ papers: PassagedPaper[]; questions: EvidenceQuestion[] }> {
  const path = join(datasetsFolder, 'qasper-mini/qasper-mini.jsonl');
  const rows = readFileSync(path, 'utf8').trim().split('\n');
  const papers: PassagedPaper[] = [];
  const questions: EvidenceQuestion[] = [];
  for (const [index, { name, text }] of qasperTexts().entries()) {
    const paper = await readText(text, name);
    papers.push({ paper, passages: passagesOf(paper) });
    const row = JSON.parse(rows[index] ?? '{}') as Row;
    for (const { question, highlighted_evidence: evidence } of row.questions) {
      const spans = evidence.flatMap((sentence) => {
        const wanted = printed(sentence);
        const start = wanted === '' ? -1 : paper.text.indexOf(wanted);
        return start < 0 ? [] : [{ start, end: start + wanted.length }];
      });
      if (spans.length > 0) questions.push({ question: question.trim(), paper, evidence: spans });
    }
  }
  return { papers, questions };
}
