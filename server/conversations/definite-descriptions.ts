import { pluralForms, singularForms } from './closed-classes.ts';
import { antecedentsOf } from './antecedents.ts';
import { type Conversation, authorsInProse, paperInProse, papersTalkedOf } from './conversation.ts';
import { namesIn } from './names-in-text.ts';

const author = /\b(?:the|this|that|these|those) (author|writer|researcher|scholar)(s?)(['’]s?)?(?!\p{L})/iu;
const paper =
  /\b(?:this|that|the same|the) (?:paper|article|study|essay)(?!\p{L})(?! (?:by|of|on|from|about|that|titled|called|“|"))/iu;
const country = /\b(?:the|this|that) (?:country|state|nation|government)(?!\p{L})(?! (?:of|in|that|with|which))/iu;

/** "the author", "this paper", "that country" by name, where the conversation has one such. */
export function withDescriptionsNamed(question: string, conversation: Conversation): string {
  let text = question;
  const [talked, another] = papersTalkedOf(conversation);
  if (talked && !another) {
    const { text: authors, plural } = authorsInProse(talked);
    if (talked.authors.length > 0) {
      text = text.replace(author, (_, _noun: string, _many: string, own: string | undefined) =>
        own === undefined ? authors : `${authors}’s`,
      );
      if (text !== question) text = agreeing(text, authors, plural);
    }
    text = text.replace(paper, () => paperInProse(talked));
  }
  if (country.test(text) && !namesIn(text, conversation.vocabulary).some((name) => name.kind === 'place')) {
    const place = antecedentsOf(conversation).find((one) => one.kind === 'place' && !one.plural);
    if (place) text = text.replace(country, () => place.text);
  }
  return text;
}

/** "does Sarwar and Rashid" → "do Sarwar and Rashid". */
export function agreeing(text: string, authors: string, plural: boolean): string {
  const at = text.indexOf(authors);
  const before = /\b(?:do|does|is|are|was|were|has|have)\s$/i.exec(text.slice(0, at))?.[0].trim();
  if (before === undefined) return text;
  return `${text.slice(0, at - before.length - 1)}${plural ? pluralOf(before) : singularOf(before)} ${text.slice(at)}`;
}

function pluralOf(aux: string): string {
  return { ...pluralForms, Does: 'Do' }[aux] ?? aux;
}

function singularOf(aux: string): string {
  return { ...singularForms, Do: 'Does' }[aux] ?? aux;
}
