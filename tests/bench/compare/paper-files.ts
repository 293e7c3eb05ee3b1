import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Document } from '../../eval/retrieval/document-sets.ts';
import { defaultPapers, qasperPapers } from '../corpora.ts';
import { seededRandom } from '../perturb.ts';

/** Abstracts in one assembled paper, about 3,300 words: as long as Qasper’s papers. */
const abstractsEach = 15;

/** The default papers and Qasper’s, as files. */
export async function writeRealPapers(folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true });
  const paths: string[] = [];
  for (const file of [...defaultPapers(), ...(qasperPapers() ?? [])]) {
    const path = join(folder, file.name);
    writeFileSync(path, await file.bytes());
    paths.push(path);
  }
  return paths;
}

/** Papers assembled from abstracts, a section each: no two alike, though an abstract comes again in the long run. */
export function writeAssembledPapers(folder: string, count: number, abstracts: readonly Document[]): string[] {
  mkdirSync(folder, { recursive: true });
  const random = seededRandom(11);
  let heap: Document[] = [];
  return Array.from({ length: count }, (_, index) => {
    if (heap.length < abstractsEach) heap = shuffled(abstracts, random);
    const sections = heap.splice(0, abstractsEach).map(({ title, text }) => `## ${title}\n\n${text}\n`);
    const path = join(folder, `assembled-${index + 1}.md`);
    writeFileSync(path, `# Collected abstracts, part ${index + 1}\n\n${sections.join('\n')}`);
    return path;
  });
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
