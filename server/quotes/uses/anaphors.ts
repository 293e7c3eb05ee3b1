import type { Span } from '../../../ingest/paper.ts';
import { speaksAfter, speaksBefore } from './reporting.ts';
import type { Anaphor, Mention } from './source.ts';

const people =
  'authors?|writers?|scholars?|researchers?|men|women|man|woman|academics?|academic|scholar|analysts?|critics?|student';
const works = 'papers?|articles?|stud(?:y|ies)|essays?|work|text|piece|research|abstract|conclusion|introduction';
const anaphors = new RegExp(
  `(?<![\\p{L}\\p{M}’'-])(?:(?<pronoun>[Ss]he|[Hh]e|[Tt]hey)|(?<=[Aa]ccording to )(?<object>them|her|him)|(?<his>[Hh]er|[Hh]is|[Tt]heir)\\s(?:own\\s|\\p{Ll}+\\s)?(?:${works}|words?|view|opinion|phrase|formula|account|argument|claim|findings?|recommendations?|analysis|policy)|` +
    `(?<determiner>[Tt]he|[Tt]his|[Tt]hese|[Bb]oth|[Tt]hose|[Tt]hat)\\s(?:(?<same>same|latter|former)\\s)?(?<two>two\\s)?(?:(?:\\p{Ll}+\\s)?(?<people>${people})|(?<work>${works}))|` +
    `(?<duo>[Tt]he\\s(?:pair|duo))|(?<pair>[Tt]he\\s(?:former|latter))|(?<ibid>[Ii]bid\\b\\.?))(?![\\p{L}\\p{M}-])`,
  'gu',
);
/** "this section", "this paper aims": a text speaks of itself. */
const ownAims =
  /^\s+(?:aims?|seeks?|proceeds?|is (?:organi[sz]ed|structured|divided)|has (?:two|three|four|five) parts|will|begins|turns|asks|compares)\b/;

/** Pronouns and role nouns that stand for a source named before, ascending; not resolved yet. */
export function anaphorsIn(text: string, { start, end }: Span): Mention[] {
  const mentions: Mention[] = [];
  for (const found of text.slice(start, end).matchAll(anaphors)) {
    const at = start + found.index;
    const stop = at + found[0].length;
    const rest = text.slice(stop, Math.min(end, stop + 260));
    const groups = found.groups ?? {};
    const anaphor = anaphorOf(groups, found[0]);
    if (!anaphor || (/^this$/i.test(groups.determiner ?? '') && ownAims.test(rest))) continue;
    const before = text.slice(Math.max(0, at - 60), at);
    const speaks =
      groups.his !== undefined ||
      speaksAfter.test(rest) ||
      (!anaphor.pronoun &&
        (speaksBefore.test(before) || /(?:^|[\s(])[Ii]n\s$/.test(before) || /^[’']s?\s/.test(rest))) ||
      (anaphor.pronoun && /["”’»],?\s\p{Ll}+\s$/u.test(before)) ||
      (anaphor.pronoun && speaksBefore.test(before));
    mentions.push({
      kind: 'narrative',
      start: at,
      end: stop,
      source: null,
      anaphor,
      speaks,
      refers: false,
      reported: null,
      year: null,
    });
  }
  return mentions;
}

function anaphorOf(groups: Readonly<Record<string, string | undefined>>, whole: string): Anaphor | null {
  const { pronoun, his, object, determiner, same, two, people: role, work, pair, duo, ibid } = groups;
  if (ibid !== undefined) return { kind: 'last', pronoun: false };
  const ordinal = /(former|latter)/.exec(pair ?? same ?? '')?.[1];
  if (ordinal === 'former' || ordinal === 'latter') return { kind: ordinal, pronoun: false };
  const word = pronoun ?? object ?? his;
  if (word !== undefined) return { kind: /^the/i.test(word) ? 'several' : 'one', pronoun: true };
  if (two !== undefined || duo !== undefined) return { kind: 'two', pronoun: false };
  if (work !== undefined && /^(?:both|these|those)$/i.test(determiner ?? '')) return null;
  if (work !== undefined) return { kind: 'paper', pronoun: false };
  if (role === undefined || (/^(?:both|those)$/i.test(determiner ?? '') && !/s$|men$/.test(role))) return null;
  if (/^both$/i.test(determiner ?? '')) return { kind: 'two', pronoun: false };
  return { kind: /(?:s|men)$/.test(whole) ? 'several' : 'one', pronoun: false };
}
