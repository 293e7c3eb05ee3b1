import { type Alteration, type Altered, type Context, pickMatch, replaced } from './alteration.ts';
import { following } from './fragment.ts';
import { contentOf, innerRun } from './omissions.ts';
import { type Sentence, isProse } from './sentences.ts';

const ellipses = ['…', '...', '[…]', '[...]', '. . .', '(…)'];

const marked = { class: 'marked', verdicts: ['verbatim-marked-edits'], change: null } as const;

/** An inner run of the wanted kind gives way to an ellipsis. */
function elide(text: string, { random }: Context, wanted: (run: string) => boolean): Altered | null {
  const run = innerRun(text, random, wanted);
  const mark = random.pick(ellipses) ?? '…';
  return run ? { text: replaced(text, run.start, run.end - run.start, mark) } : null;
}

/** Words in brackets for a pronoun, and the pattern of what may be replaced. */
const stands: Record<string, readonly string[]> = {
  they: ['[the authors]', '[these groups]'],
  it: ['[the procedure]', '[this measure]'],
  we: ['[the authors]', '[the team]'],
  them: ['[the participants]'],
  their: ['[the authors’]'],
  our: ['[the authors’]'],
  its: ['[the system’s]'],
};

function bracket(text: string, { random }: Context): string | null {
  const found = pickMatch(text, /(?<![\p{L}-])(?:they|it|we|them|their|our|its)(?![\p{L}-])/giu, random);
  const by = found ? random.pick(stands[found[0].toLowerCase()] ?? []) : undefined;
  return found && by ? replaced(text, found.index ?? 0, found[0].length, by) : null;
}

function insert(text: string, { random }: Context, what: string): string | null {
  const gap = random.pick([...text.matchAll(/(?<=\p{Ll}{4}) (?=\p{Ll}{2})/gu)].slice(1, -1));
  return gap ? replaced(text, gap.index, 1, ` ${what} `) : null;
}

function emphasize(text: string, { random }: Context): string | null {
  const found = pickMatch(text, /(?<=\p{L} )\p{Ll}{5,}(?= \p{L})/gu, random);
  if (!found || !/[\p{L})]\.$/u.test(text)) return null;
  const mark = random.pick(['*', '', '**']) ?? '';
  const emphasized = replaced(text, found.index ?? 0, found[0].length, `${mark}${found[0]}${mark}`);
  return random.next() < 0.5 ? `${emphasized} [emphasis added]` : emphasized.replace(/\.$/, ' [emphasis added].');
}

const orNull = (text: string | null): Altered | null => (text === null ? null : { text });

/** Edits that are marked as such. */
export const markedAlterations: readonly Alteration[] = [
  {
    ...marked,
    kind: 'ellipsis in the sentence',
    alter: ({ text }, context) =>
      elide(text, context, (run) => {
        const { plain, only } = contentOf(run);
        return plain >= 1 && only;
      }),
  },
  {
    ...marked,
    kind: 'ellipsis for a sentence',
    alter: (sentence: Sentence, { all, random }) => {
      const own = all.get(sentence.paper) ?? [];
      const last = following(sentence, own, 2);
      if (!last || !isProse(last)) return null;
      const mark = random.pick(ellipses) ?? '…';
      const places = [{ paper: sentence.paper, span: { start: sentence.span.start, end: last.span.end } }];
      return { text: `${sentence.text} ${mark} ${last.text}`, places };
    },
  },
  {
    ...marked,
    kind: 'ellipsis over a negation',
    warning: 'elided-negation',
    alter: ({ text }, context) => elide(text, context, (run) => /(?:^| )(?:not|no|never|without)(?: |$)/.test(run)),
  },
  {
    ...marked,
    kind: 'ellipsis over a hedge',
    warning: 'elided-hedge',
    alter: ({ text }, context) =>
      elide(text, context, (run) => {
        const hedged = /(?:^| )(?:may|might|could|possibly|probably|perhaps|likely|nearly|approximately)(?: |$)/.test(
          run,
        );
        return hedged && !/\b(?:not|no|never|nor|without|none|neither|cannot)\b|n't\b|(?:^| )(?:un|in|non)/.test(run);
      }),
  },
  { ...marked, kind: 'bracket for a pronoun', alter: ({ text }, context) => orNull(bracket(text, context)) },
  {
    ...marked,
    kind: 'bracket put in',
    alter: ({ text }, context) =>
      orNull(
        insert(
          text,
          context,
          context.random.pick(['[in this study]', '[i.e., the whole group]', '[of the sample]']) ?? '',
        ),
      ),
  },
  {
    ...marked,
    kind: 'first letter in brackets',
    verdicts: ['verbatim-marked-edits', 'verbatim'],
    alter: ({ text }, { words }) => {
      const first = /^\p{Lu}\p{Ll}+/u.exec(text)?.[0];
      return first && words.isCommon(first) ? { text: `[${first.charAt(0).toLowerCase()}]${text.slice(1)}` } : null;
    },
  },
  { ...marked, kind: 'sic', alter: ({ text }, context) => orNull(insert(text, context, '[sic]')) },
  { ...marked, kind: 'emphasis added', alter: ({ text }, context) => orNull(emphasize(text, context)) },
  {
    ...marked,
    kind: 'ellipsis and bracket',
    alter: ({ text }, context) => {
      const bracketed = bracket(text, context);
      if (bracketed === null) return null;
      return elide(bracketed, context, (run) => contentOf(run).plain >= 1 && contentOf(run).only);
    },
  },
];
