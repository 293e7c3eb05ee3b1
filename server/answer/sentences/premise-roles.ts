import type { Compared } from '../../quotes/paraphrase/compared.ts';
import { areOfOneNation, isNationAcronym } from '../../quotes/paraphrase/nations.ts';
import { alignTerms } from '../../quotes/paraphrase/align-terms.ts';
import { type Term, termsOf } from '../../quotes/paraphrase/terms.ts';
import { isName } from './is-name.ts';

/** What two do to one another alike; who is named first says nothing. */
const mutual =
  /^(?:compet|rival|differ|conflict|clash|fight|fought|negotiat|partner|cooperat|collaborat|agree|disput|relat|compar|similar|contrast|war|share|trade|link|tie|talk|meet|border|between)/;
/** How many words before its verb a subject may stand. */
const reach = 12;

/**
 * Whether a sentence has two names the other way round: B does to A, or is before A, what the claim says that A does to
 * B. Only where every counterpart of what is done stands between them.
 */
export function rolesSwapped({ claim, source, pairs }: Compared, claimText: string, sentence: string): boolean {
  const there = (term: Term) =>
    pairs.flatMap((pair) => (claim[pair.claim] === term ? (source[pair.source] ?? []) : []));
  const names = claim.filter((term) => isName(term) && there(term).length > 0);
  return names.some((first) =>
    names.some((second) => {
      if (second.at <= first.at || second.stem === first.stem) return false;
      const done = claim.filter(
        (term) =>
          term.at > first.at && term.at < second.at && !isName(term) && term.kind === 'word' && !mutual.test(term.key),
      );
      const told = done.filter((term) => there(term).length > 0);
      if (told.length === 0 || isPassive(claimText.slice(first.end, second.start))) return false;
      return told.every((term) =>
        there(term).every((deed) => {
          const [before, after] = [there(second), there(first)];
          return (
            before.some((name) => name.at < deed.at && deed.at - name.at <= reach) &&
            after.some((name) => name.at > deed.at && name.at - deed.at <= reach) &&
            !after.some((name) => name.at < deed.at && deed.at - name.at <= reach) &&
            !before.some((name) => name.at > deed.at && name.at - deed.at <= reach) &&
            isDone(deed, sentence) &&
            !after.some((name) => isPassive(sentence.slice(Math.max(0, deed.start - 12), name.start))) &&
            !after.some((name) => name.at > deed.at && /[;:()]/.test(sentence.slice(deed.end, name.start)))
          );
        }),
      );
    }),
  );
}

/** Whether a sentence gives a thing to the other of two: "Indian air bases" where the claim has India hit Pakistani ones. */
export function isAnothers({ claim, source, pairs }: Compared, claimText: string, sentence: string): boolean {
  const there = (term: Term) =>
    pairs.flatMap((pair) => (claim[pair.claim] === term ? (source[pair.source] ?? []) : []));
  const names = claim.filter((term) => isName(term) && there(term).length > 0);
  return claim.some((head) => {
    if (isName(head) || head.kind !== 'word' || /(?:ed|ing)$/.test(head.key) || there(head).length === 0) return false;
    const owner = names.find((name) => isOf(name, head, claimText));
    if (!owner) return false;
    const owns = (name: Term) => there(name).some((own) => there(head).some((thing) => isOf(own, thing, sentence)));
    return (
      !owns(owner) &&
      names.some(
        (name) =>
          name.stem !== owner.stem && Math.abs(name.at - owner.at) > 2 && !isOf(name, head, claimText) && owns(name),
      )
    );
  });
}

/** "Pakistani air bases", "India's power grid". */
function isOf(name: Term, head: Term, text: string): boolean {
  return (
    head.start > name.end &&
    mayOwn(name, text, name.end) &&
    /^(?:['’]s)?\s+(?:[\p{Ll}-]+\s+){0,3}$/u.test(text.slice(name.end, head.start)) &&
    !/\s(?:and|or|of|in|to|for|by|with|on|has|have|is|was|are|were|did)\s/u.test(text.slice(name.end, head.start))
  );
}

/**
 * Whether a sentence says of another what the claim says of its subject: "India suspended the treaty" of Pakistan.
 * Where any of the others names that subject with the same thing, it may have done so too.
 */
export function doneByAnother(
  { claim, source, pairs, around }: Compared,
  verb: { readonly start: number; readonly end: number } | null,
  sentence: string,
  others: () => readonly string[],
): boolean {
  const deed = verb
    ? claim.find((term) => term.start >= verb.start && term.end <= verb.end)
    : claim.find((term, index) => index > 0 && !isName(term));
  if (!deed || deed.negated > 0) return false;
  const there = (term: Term) => pairs.filter((pair) => claim[pair.claim] === term);
  const subjects = claim.filter((term) => term.at < deed.at && isName(term));
  const objects = claim.filter((term) => term.at > deed.at);
  const known = objects.filter((term) => there(term).some(({ kind }) => kind === 'same' || kind === 'synonym'));
  const spoken = objects.filter((term) => known.includes(term) || around.has(term.stem));
  if (subjects.length !== 1 || known.length === 0 || spoken.length / objects.length < 0.8) return false;
  const [subject] = subjects;
  const deeds = there(deed).flatMap(({ kind, source: at }) => (kind === 'same' ? (source[at] ?? []) : []));
  if (!subject || deeds.length !== 1) return false;
  const isOwn = (term: Term) => there(subject).some(({ source: at }) => source[at] === term);
  const [done] = deeds;
  if (
    !done ||
    /\bby\b/i.test(sentence.slice(done.end, done.end + 25)) ||
    /\b(?:was|were|been|being|is|are)\s+$/i.test(sentence.slice(0, done.start))
  )
    return false;
  const before = source.filter((term) => term.at < done.at && done.at - term.at <= 4 && isName(term));
  const isObject = (term: Term) => known.some((object) => there(object).some(({ source: at }) => source[at] === term));
  const doer = before.at(-1);
  const hasOwn = source.some((term) => term.at < done.at && isOwn(term));
  if (doer === undefined || isObject(doer) || hasOwn || /[,;:]/.test(sentence.slice(doer.end, done.start)))
    return false;
  return !others().some((other) => {
    const own = alignTerms([subject, ...known], termsOf(other)).filter(({ kind }) => kind === 'same');
    const objects = new Set(own.flatMap(({ claim: at }) => (at > 0 ? [at] : [])));
    return own.some(({ claim: at }) => at === 0) && objects.size >= known.length / 2;
  });
}

/** Whether a word is a verb, or "behind" and the like, where it stands: "the help of", "for help", "aid from" are not. */
function isDone(deed: Term, sentence: string): boolean {
  const before = sentence.slice(Math.max(0, deed.start - 12), deed.start);
  return (
    !/(?:^|\s)(?:the|an?|its|their|his|her|this|that|any|some|no|with|for|of|from|by|under|through|without|in)\s+$/iu.test(
      before,
    ) && !/^\s+(?:of|from|by)\b/iu.test(sentence.slice(deed.end, deed.end + 8))
  );
}

/** Whether a name may own what stands behind it: a person or place with "'s", a nation; not the "AI" of "AI policy". */
function mayOwn({ key, raw }: Term, text: string, end: number): boolean {
  const bare = raw.replace(/['’]s$/u, '');
  if (/^\p{Lu}[\p{Lu}\d]+$/u.test(bare)) return isNationAcronym(bare);
  if (bare !== raw || /^['’](?:s\b|\s)/u.test(text.slice(end))) return true;
  return areOfOneNation(key, key) || /(?:[ie]?an|ese|ish|[^aeiou]i)$/u.test(bare);
}

/** "was defeated by": who stands first has it done to him. */
function isPassive(between: string): boolean {
  return /\bby\b/iu.test(between);
}
