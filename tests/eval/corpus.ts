import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Paper } from '../../ingest/paper.ts';
import { readText, sadi, sarwar } from '../fixtures/default-papers.ts';

const datasets = new URL('../../../shared/datasets/', import.meta.url);

/** Where the data sets have to stand for the generated cases and the paraphrases. */
export const datasetsFolder = fileURLToPath(datasets);

/** True where the data sets are. */
export const haveDatasets = existsSync(datasets);

/** A claim of SciFact's with what its cited abstract says of it; `verdict` null: the abstract does not decide it. */
export interface Claim {
  readonly claim: string;
  /** Number of the abstract in SciFact's corpus. */
  readonly document: string;
  readonly verdict: 'SUPPORT' | 'CONTRADICT' | null;
}

function lines(path: string): unknown[] {
  const text = readFileSync(new URL(path, datasets), 'utf8').trim();
  return text.split('\n').map((line) => JSON.parse(line) as unknown);
}

/** The dev claims of SciFact, one for each abstract that a claim cites (Wadden et al., 2020). */
export function devClaims(): Claim[] {
  const rows = lines('scifact/claims_dev.jsonl') as {
    claim: string;
    evidence: Record<string, { label: 'SUPPORT' | 'CONTRADICT' }[]>;
    cited_doc_ids: number[];
  }[];
  return rows.flatMap(({ claim, evidence, cited_doc_ids: cited }) =>
    cited.map((document) => {
      const verdict = evidence[String(document)]?.[0]?.label ?? null;
      return { claim, document: String(document), verdict };
    }),
  );
}

/** An abstract of SciFact's as a text file has it: title, heading, one paragraph. */
export interface Abstract {
  readonly document: string;
  readonly title: string;
  readonly text: string;
}

/** All abstracts of SciFact: those that dev claims cite first, the others in the corpus's order. */
export function scifactAbstracts(): Abstract[] {
  const cited = new Set(devClaims().map(({ document }) => document));
  const rows = lines('scifact/corpus.sentences.jsonl') as { doc_id: number; title: string; abstract: string[] }[];
  const all = rows.map(({ doc_id: id, title, abstract }) => {
    const prose = abstract.map((sentence) => sentence.trim()).join(' ');
    return { document: String(id), title, text: `${title}\n\nAbstract\n\n${prose}\n` };
  });
  return [...all.filter(({ document }) => cited.has(document)), ...all.filter(({ document }) => !cited.has(document))];
}

/** The papers of Qasper-mini, a blank line between paragraphs and "BIBREF3" as papers print it: "[4]". */
export function qasperTexts(): { name: string; text: string }[] {
  const rows = lines('qasper-mini/qasper-mini.jsonl') as { paper_id: string; full_text: string }[];
  return rows.map(({ paper_id: id, full_text: text }) => ({
    name: `${id}.txt`,
    text: text
      .replace(/BIBREF(\d+)/g, (_, number: string) => `[${Number(number) + 1}]`)
      .replace(/(\[\d+\]) (?=[,.;:)])/g, '$1')
      .replaceAll('\n', '\n\n'),
  }));
}

/** What the evaluation's library holds, and texts that it does not hold. */
export interface Corpus {
  readonly papers: readonly Paper[];
  /** Papers by SciFact's number. */
  readonly abstracts: ReadonlyMap<string, Paper>;
  readonly outsiders: readonly Paper[];
}

/** Reads the default papers, Qasper's papers and `count` abstracts; `outside` other abstracts stay out. */
export async function readCorpus(count: number, outside: number): Promise<Corpus> {
  const all = scifactAbstracts();
  const abstracts = new Map<string, Paper>();
  for (const { document, text } of all.slice(0, count))
    abstracts.set(document, await readText(text, `${document}.txt`));
  const qasper: Paper[] = [];
  for (const { name, text } of qasperTexts()) qasper.push(await readText(text, name));
  const outsiders: Paper[] = [];
  for (const { document, text } of all.slice(-outside)) outsiders.push(await readText(text, `${document}.txt`));
  return { papers: [sadi, sarwar, ...qasper, ...abstracts.values()], abstracts, outsiders };
}
