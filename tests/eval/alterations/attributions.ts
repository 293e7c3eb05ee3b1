import type { Paper } from '../../../ingest/paper.ts';
import type { Alteration, Context } from './alteration.ts';

/** How a person may name a paper: by its title or by its id. */
function nameOf(paper: Paper, { random }: Context): string {
  return random.next() < 0.75 ? paper.title : paper.id;
}

const titled = (paper: Paper) => paper.title.split(' ').length >= 4;

/** Somebody else's words, or reported ones: whose they are is a question of its own. */
const reported =
  /\b(?:according to|report|said|say|argue|claim|state[sd]?\b|note[sd]?\b|et al|write|wrote|quote)|\[\d|\(\D*(?:19|20)\d\d/i;

const without = (context: Context) =>
  context.sentences.filter(({ paper, text }) => titled(paper) && !reported.test(text));

/** The paper's words, credited to it or to another. */
export const attributionAlterations: readonly Alteration[] = [
  {
    class: 'fragment',
    kind: 'the right paper named',
    verdicts: ['verbatim'],
    change: null,
    on: without,
    alter: (sentence, context) => ({ text: sentence.text, source: nameOf(sentence.paper, context) }),
  },
  {
    class: 'misattributed',
    kind: 'another paper named',
    verdicts: ['misattributed'],
    change: null,
    on: without,
    alter: (sentence, context) => {
      const others = [...context.all.keys()].filter((paper) => paper !== sentence.paper && titled(paper));
      const other = context.random.pick(others);
      return other ? { text: sentence.text, source: nameOf(other, context) } : null;
    },
  },
];
