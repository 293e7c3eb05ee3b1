import type { Span } from '../../../ingest/paper.ts';
import { titledSource } from './parentheticals.ts';
import { foldedName, isTitleCase, type SourceNames } from './source-names.ts';
import type { Mention } from './source.ts';

/** Longest title that is read, in words. */
const longestTitle = 40;

/**
 * Where running text names papers by title: from three words of it in a row, set with a title's capitals (in lower case
 * they may just be the subject).
 */
export function titlesIn(text: string, { start, end }: Span, index: SourceNames): Mention[] {
  if (index.byTitleWords.size === 0) return [];
  const words = [...text.slice(start, end).matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.]*/gu)].flatMap((found) =>
    foldedName(found[0])
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => ({ word, start: start + found.index, end: start + found.index + found[0].length })),
  );
  const mentions: Mention[] = [];
  for (let at = 0; at + 3 <= words.length; at += 1) {
    const first = words.slice(at, at + 3);
    const candidates = index.byTitleWords.get(first.map(({ word }) => word).join(' '));
    if (!candidates) continue;
    let best = { length: 0, papers: candidates };
    for (const paper of candidates) {
      const title = ` ${foldedName(paper.title)} `;
      let length = 3;
      while (length < longestTitle && at + length < words.length) {
        const run = words.slice(at, at + length + 1).map(({ word }) => word);
        if (!title.includes(` ${run.join(' ')} `)) break;
        length += 1;
      }
      if (length > best.length) best = { length, papers: [paper] };
      else if (length === best.length) best = { length, papers: [...best.papers, paper] };
    }
    const [from, to] = [words[at], words[at + best.length - 1]];
    if (!from || !to || !isTitleCase(text.slice(from.start, to.end))) continue;
    if (best.length < 4 && best.length < foldedName(best.papers[0]?.title ?? '').split(' ').length) continue;
    mentions.push({
      kind: 'narrative', start: from.start, end: to.end, source: titledSource(best.papers), anaphor: null, speaks: false, refers: true, reported: null, year: null,
    }); // prettier-ignore
    at += best.length - 1;
  }
  return mentions;
}
