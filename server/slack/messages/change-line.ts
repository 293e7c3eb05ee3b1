import { capital, changeWords } from '../../quotes/export/verdicts.ts';
import type { Change } from '../../wire.ts';
import { beginning, shownLine } from './shown-text.ts';

/** The most of the words of one change. */
const longestChange = 300;

/** Marks that are said in words, for between quotation marks nobody sees which they are. */
const marks: readonly (readonly [RegExp, string])[] = [
  [/^["“”„‟＂]+$/, 'double quotation marks'],
  [/^['‘’‚‛`]+$/, 'single quotation marks'],
  [/^[«»‹›]+$/, 'angle quotation marks'],
  [/^[-‐‑]$/, 'a hyphen'],
  [/^–$/, 'an en dash'],
  [/^—$/, 'an em dash'],
  [/^,$/, 'a comma'],
  [/^\.$/, 'a full stop'],
  [/^;$/, 'a semicolon'],
  [/^:$/, 'a colon'],
  [/^[()]+$/, 'round brackets'],
];

/** What differs, a line each and what is not permitted first: "Negation: the source has “still”, the quotation “not”". */
export function changeLines(changes: readonly Change[]): string[] {
  const told = changes.filter((change) => !isMarkup(change));
  const ordered = [...told.filter(({ permitted }) => !permitted), ...told.filter(({ permitted }) => permitted)];
  return [...new Set(ordered.map(lineOf))];
}

/** Whether a change is only in the marks that a draft is set with. */
export function isMarkup({ class: kind, permitted, source, quote }: Change): boolean {
  return kind === 'style' && permitted && /^[\s*_~`>]*$/.test(source + quote);
}

function lineOf({ class: kind, permitted, source, quote }: Change): string {
  const name = capital(changeWords[kind]);
  const allowed = permitted ? ' (permitted)' : '';
  if (quote === '') return `${name}${kind === 'omission' ? '' : ', left out'}${allowed}: ${named(source)}`;
  if (source === '') return `${name}${kind === 'addition' ? '' : ', put in'}${allowed}: ${named(quote)}`;
  return `${name}${allowed}: the source has ${named(source)}, the quotation ${named(quote)}`;
}

function named(words: string): string {
  const shown = beginning(shownLine(words), longestChange);
  return marks.find(([mark]) => mark.test(shown))?.[1] ?? `“${shown}”`;
}
