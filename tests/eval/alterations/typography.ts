import type { Random } from '../random.ts';
import { type Alteration, type Context, type Verdict, pickMatch, replaced } from './alteration.ts';
import { fragmentOf } from './fragment.ts';
import type { Sentence } from './sentences.ts';

type Edit = (text: string, random: Random) => string | null;

/** One match of a pattern replaced, the groups as in `String.replace`. */
function one(pattern: RegExp, ...choices: string[]): Edit {
  return (text, random) => {
    const found = pickMatch(text, new RegExp(pattern, 'gu'), random);
    if (!found) return null;
    const by = (random.pick(choices) ?? '').replace(/\$(\d)/g, (_, group: string) => found[Number(group)] ?? '');
    return replaced(text, found.index ?? 0, found[0].length, by);
  };
}

const ligature = { ffi: 'ﬃ', ffl: 'ﬄ', ff: 'ﬀ', fi: 'ﬁ', fl: 'ﬂ' } as const;

/** The edits that house style makes without saying so, each by itself. */
const edits: Record<string, Edit> = {
  'end stop dropped': (text) => (/[\p{L}\d)]\.$/u.test(text) ? text.slice(0, -1) : null),
  'end stop → comma': (text) => (/[\p{L}\d)]\.$/u.test(text) ? `${text.slice(0, -1)},` : null),
  apostrophe: (text) =>
    text.includes('’') ? text.replaceAll('’', "'") : text.includes("'") ? text.replaceAll("'", '’') : null,
  dash: one(/ ?[–—] ?|(?<=\p{L}) - (?=\p{L})/u, '–', ' – ', '—', ' — ', ' - '),
  'hyphen → space': one(/(?<=\p{Ll}{2})-(?=\p{Ll}{2})/u, ' '),
  'hyphen dropped': one(/(?<=\p{Ll}{2})-(?=\p{Ll}{2})/u, ''),
  'hyphen at a line end': one(/(?<=\b\p{Ll}{4})(?=\p{Ll}{4})/u, '-\n'),
  'spaces doubled': (text) => text.replaceAll(' ', '  '),
  'line ends': (text, random) => text.replace(/ /g, () => (random.next() < 0.2 ? '\n' : ' ')),
  'no-break space': one(/ /, '\u00a0', '\u2009', '\u202f'),
  'spaces round signs': one(/ ?([=<>±≥≤]) ?/, '$1', ' $1 '),
  ligatures: (text) =>
    /ff|fi|fl/.test(text) ? text.replace(/ffi|ffl|ff|fi|fl/g, (run) => ligature[run as keyof typeof ligature]) : null,
};

const permitted = { class: 'typography', verdicts: ['verbatim'] as readonly Verdict[], change: null } as const;

function lowerFirst({ text }: Sentence, { words }: Context): string | null {
  const first = /^\p{Lu}\p{Ll}+/u.exec(text)?.[0];
  return first && words.isCommon(first) ? first.charAt(0).toLowerCase() + text.slice(1) : null;
}

/** Other quotation marks round words that the paper itself has in quotation marks. */
function otherMarks(text: string): string | null {
  if (/["“”].*["“”]/.test(text))
    return text.replaceAll(/["“”]/g, (mark) => (mark === '“' ? '‘' : mark === '”' ? '’' : "'"));
  return null;
}

/** Three edits, one after another. */
function mixed(sentence: Sentence, context: Context): string | null {
  const { random } = context;
  const lowered = lowerFirst(sentence, context) ?? sentence.text;
  const done = random.shuffle(Object.values(edits)).reduce(
    ({ text, count }, edit) => {
      const after = count < 3 ? edit(text, random) : null;
      return after === null ? { text, count } : { text: after, count: count + 1 };
    },
    { text: lowered, count: 0 },
  );
  return done.count === 3 ? done.text : null;
}

/** Edits that nobody has to mark. */
export const typographyAlterations: readonly Alteration[] = [
  ...Object.entries(edits).map(([kind, edit]): Alteration => ({
    ...permitted,
    kind,
    alter: ({ text }, { random }) => {
      const edited = edit(text, random);
      return edited === null || edited === text ? null : { text: edited };
    },
  })),
  {
    ...permitted,
    kind: 'small first letter',
    alter: (sentence, context) => {
      const text = lowerFirst(sentence, context);
      return text === null ? null : { text };
    },
  },
  {
    ...permitted,
    kind: 'capital first letter, full stop put on',
    alter: (sentence, { random }) => {
      const from = random.between(1, 4);
      const fragment = fragmentOf(sentence, from, from + random.between(6, 12));
      if (!fragment || !/^\p{Ll}{2,} .*\p{Ll}$/u.test(fragment.text)) return null;
      if (/\b(?:not|no|never|without|cannot|hardly)\b/i.test(sentence.text)) return null;
      const text = `${fragment.text.charAt(0).toUpperCase()}${fragment.text.slice(1)}.`;
      return { text, places: [fragment.place] };
    },
  },
  {
    ...permitted,
    kind: 'quotation marks',
    on: ({ all }) =>
      [...all.values()]
        .flat()
        .filter(({ text }) => text.length < 400 && /^[^“"]+["“][^"“”]+["”][^"“”]+\.$/u.test(text)),
    alter: ({ text }) => {
      const edited = otherMarks(text);
      return edited === null ? null : { text: edited };
    },
  },
  {
    ...permitted,
    kind: 'three at once',
    alter: (sentence, context) => {
      const text = mixed(sentence, context);
      return text === null ? null : { text };
    },
  },
];
