import { existsSync, readFileSync } from 'node:fs';
import type { IngestFile } from '../../ingest/add-paper.ts';
import { defaultPaperBytes, sadiFile, sarwarFile } from '../fixtures/default-papers.ts';

const qasper = new URL('../../../shared/datasets/qasper-mini/qasper-mini.jsonl', import.meta.url);

function file(name: string, bytes: Uint8Array): IngestFile {
  return { name, origin: `/bench/${name}`, bytes: () => Promise.resolve(bytes) };
}

/** The two papers that ship. */
export function defaultPapers(): IngestFile[] {
  return [sadiFile, sarwarFile].map((name) => file(name, defaultPaperBytes(name)));
}

/** The full papers of Qasper-mini, or null where `../shared` is not there. */
export function qasperPapers(): IngestFile[] | null {
  if (!existsSync(qasper)) return null;
  const lines = readFileSync(qasper, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const paper = JSON.parse(line) as { paper_id: string; full_text: string };
    return file(`${paper.paper_id}.txt`, new TextEncoder().encode(paper.full_text));
  });
}
