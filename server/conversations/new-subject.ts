import { doForms } from './closed-classes.ts';
import type { Conversation } from './conversation.ts';
import { splitSubject } from './indirect-question.ts';
import { type Name, type NameKind, namesIn } from './names-in-text.ts';
import { isPlural } from './noun-phrases.ts';
import { partsOf } from './question-parts.ts';
import { asQuestion } from './surface.ts';
import { tokensOf } from './tokens.ts';
import { baseOf, isReporting, pastOf } from './verbs.ts';

/**
 * A bare person, state or group as another case of who was asked about or named as the subject: "And Buzan and
 * Wæver?" after "What does Zwetsloot argue?" or "Who else argues that?". Null for other things.
 */
export function newSubject(before: string, thing: string, conversation: Conversation): string | null {
  const kind = kindOfGroup(thing, conversation);
  const parts = partsOf(before.replace(/^who else(?= )/i, 'Who'));
  if (kind === null || !parts) return null;
  const isGroup = / (?:and|&) /.test(thing);
  if (parts.shape === 'subject' && parts.aux === null && takes(parts.wh, kind)) {
    const verb = tokensOf(parts.rest)[0];
    const base = verb ? baseOf(verb.lower) : null;
    if (!verb || base === null) return null;
    const isPast = verb.lower === pastOf(base) && verb.lower !== base;
    const does = isPast ? 'did' : isGroup ? 'do' : 'does';
    const behind = parts.rest.slice(verb.end).trim();
    // Whether they argue what another argues is told by what they argue.
    return isReporting(verb.lower) && /^(?:what|that|this|so)\b/i.test(behind)
      ? asQuestion(`What ${does} ${thing} ${base}`)
      : asQuestion(`${does} ${thing} ${base} ${behind}`);
  }
  if (parts.shape !== 'asked' || !doForms.has(parts.aux ?? '')) return null;
  const split = splitSubject(parts.rest, true, parts.wh);
  const old = split ? kindOfGroup(split.subject, conversation) : null;
  if (!split || old === null || !alike(old, kind) || split.predicate === '') return null;
  const does = parts.aux === 'did' ? 'did' : isGroup ? 'do' : 'does';
  return asQuestion(`${parts.wh} ${does} ${thing} ${split.predicate}`);
}

function alike(one: NameKind, another: NameKind): boolean {
  const isPerson = (kind: NameKind) => kind === 'name' || kind === 'person';
  return one === another || (isPerson(one) && isPerson(another));
}

/** Whether a question word asks for what a name is. */
function takes(wh: string, kind: NameKind): boolean {
  if (/^who(?: else)?$/i.test(wh)) return true;
  const head = /^(?:which|what) (?:other )?(\p{L}+)$/iu.exec(wh)?.[1]?.toLowerCase() ?? '';
  if (/^(?:country|countries|states?|nations?|governments?|powers?)$/.test(head)) return kind === 'place';
  if (/^(?:authors?|scholars?|researchers?|writers?|experts?|people|person)$/.test(head)) return kind !== 'place';
  return isPlural(head) && kind === 'name' && /^(?:compan|firm|vendor|group|organi)/.test(head);
}

/** Of what kind the names are that a phrase consists of; null where it holds anything else. */
function kindOfGroup(text: string, { vocabulary, papers }: Conversation): NameKind | null {
  const names: readonly Name[] = namesIn(`of ${text}`, vocabulary, papers);
  const [first, ...more] = names;
  if (!first || first.kind === 'year' || first.kind === 'demonym' || more.some(({ kind }) => !alike(kind, first.kind)))
    return null;
  const between = names.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), `of ${text}`);
  return /^of(?:[\s,&]|and|the)*$/i.test(between) ? first.kind : null;
}
