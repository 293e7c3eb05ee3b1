import type { NewPaper } from '../../ingest/library.ts';
import { fixtureNewPaper, prose } from '../fixtures/papers.ts';

export const dimensions = 24;
/** Count of papers that a run which is not killed leaves behind. */
export const paperCount = 60;

/** Small papers of real prose, each with words of its own. */
export function crashPapers(): NewPaper[] {
  const texts = Object.values(prose);
  return Array.from({ length: paperCount }, (_, n) => {
    const text = (texts[n % texts.length] ?? '').replaceAll('. ', `, says survey ${n}. `);
    return fixtureNewPaper(text, dimensions, { source: `survey-${n}.txt` });
  });
}

/** Papers of so many passages that a thread of its own writes them. */
export function largeCrashPapers(): NewPaper[] {
  const paragraphs = Object.values(prose).flatMap((text) => text.split('\n\n').slice(1));
  return Array.from({ length: 3 }, (_, n) => {
    const plots = Array.from({ length: 600 }, (_, p) => `Plot ${n}.${p}: ${paragraphs[p % paragraphs.length] ?? ''}`);
    return fixtureNewPaper(`Survey ${n}\n\n${plots.join('\n\n')}`, dimensions, { source: `plots-${n}.txt` });
  });
}
