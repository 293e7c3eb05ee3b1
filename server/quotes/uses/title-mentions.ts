import type { Span } from '../../../ingest/paper.ts';
import { parseReference } from './references.ts';
import { titledSource } from './parentheticals.ts';
import { speaksAfter } from './reporting.ts';
import { foldedName, isCoinedWord, isTitleCase, type SourceNames } from './source-names.ts';
import { type Mention, yearIn } from './source.ts';

/** Longest title that is read, in words. */
const longestTitle = 40;

/**
 * Where running text names papers by title: from three words of it in a row, set with a title's capitals (in lower case
 * they may just be the subject), and a main title of one or two where the text treats it as a work.
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
  for (let at = 0; at < words.length; at += 1) {
    const first = words.slice(at, at + 3);
    const candidates = index.byTitleWords.get(first.map(({ word }) => word).join(' '));
    if (!candidates) {
      const short = shortTitleAt(text, end, words.slice(at, at + 2), index);
      if (!short) continue;
      mentions.push(short);
      while (at + 1 < words.length && (words[at + 1]?.start ?? 0) < short.end) at += 1;
      continue;
    }
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

/** "uses S2ORC", "presents Paper Plain": verbs before a title have it as their object. */
const sayingBefore =
  /\b(?:according to|in the words of|as (?:argued|noted|reported|shown|stated) (?:in|by))\s+(?:the\s+)?["“‘*_]{0,2}$/i;
const datedBehind = /^,?\s[([]((?:19|20)\d{2})[a-z]?(?:[,:;][^()[\]]{0,80})?[)\]]/;
const workBehind = /^(?:[’']s)?\s(?:papers?|articles?|authors?|stud(?:y|ies)|abstract|team)\b/;
const referenceBehind = /^\s?[([][^()[\]]{0,120}(?:(?:19|20)\d{2}|(?:n\.\s?d|o\.\s?J|s\.\s?d)\.)[^()[\]]{0,60}[)\]]/;

/**
 * "S2ORC (2020)", "In Paper Plain, …", "the S2ORC paper": a main title of one coined word, or of two with capitals, that
 * speaks, is dated, is called a paper or is what something is in. A year that the paper does not have makes it none.
 */
function shortTitleAt(
  text: string,
  limit: number,
  words: readonly { readonly word: string; readonly start: number; readonly end: number }[],
  index: SourceNames,
): Mention | null {
  for (let count = Math.min(2, words.length); count > 0; count -= 1) {
    const run = words.slice(0, count);
    const [from, to] = [run[0], run[count - 1]];
    const papers = index.byTitle.get(run.map(({ word }) => word).join(' '));
    if (!papers || !from || !to) continue;
    const said = text.slice(from.start, to.end).replace(/[’']s$|\.$/, '');
    if (count === 1 ? !isCoinedWord(said) : !isTitleCase(said)) continue;
    const end = from.start + said.length;
    const rest = text.slice(end, Math.min(limit, end + 260));
    const before = text.slice(Math.max(0, from.start - 60), from.start);
    const dated = datedBehind.exec(rest);
    const work = dated ?? workBehind.exec(rest);
    const year = dated ? yearIn(dated[0]) : null;
    const meant = papers.filter((paper) => !dated || paper.year === null || Math.abs(paper.year - (year ?? 0)) <= 1);
    const spoken = rest.slice(work?.[0].length ?? 0);
    const speaks = speaksAfter.test(spoken) || sayingBefore.test(before);
    const within = /(?:^|[\s(])[Ii]n\s(?:the\s)?["“‘*_]{0,2}$/.test(before) && /^["”’*_]{0,2},/.test(rest);
    if (meant.length === 0 || !(work ?? (speaks || within || referenceBehind.test(rest)))) continue;
    // "Paper Plain (August et al., 2022)": the reference decides.
    const behind = work ? null : referenceBehind.exec(rest);
    const cited = behind ? parseReference(behind[0].replace(/^\s?[([]|[)\]]$/g, ''), index) : null;
    const among = papers.filter((paper) => cited?.papers.includes(paper.id) ?? false);
    const decides = cited !== null && cited.papers.length > 0 && among.length === 0;
    const source = decides ? cited : { ...titledSource(among.length > 0 ? among : meant), year: cited?.year ?? year };
    return {
      kind: 'narrative', start: from.start, end: end + (work ?? (cited ? behind : null) ?? [''])[0].length, source, anaphor: null, speaks, refers: true, reported: null, year: null,
    }; // prettier-ignore
  }
  return null;
}
