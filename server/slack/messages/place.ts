import { authorsOf } from '../../citations/credit.ts';
import { whereIs } from '../../quotes/explanation.ts';
import type { Place } from '../../wire.ts';
import { contextLine, linkButton, plainSection } from './blocks.ts';
import { limits } from './limits.ts';
import { escapeText, isWebAddress, link } from './mrkdwn.ts';
import type { Part } from './pack.ts';
import { beginning, isolated, shownText } from './shown-text.ts';
import { splitText } from './split-text.ts';

/** The most of a quotation in one section: with its address and itself in words it is never too much for a message. */
const longestPiece = 1500;
/** The most of a name or a section's title. */
const longestName = 120;
/** An address that is longer is left away from the words of a message; the button has it. */
const longestInWords = 300;

/** What a paper is named by. */
export interface NamedPaper {
  readonly authors: readonly string[];
  readonly year: number | null;
  readonly title: string;
}

/** "Sadi (2025)", each name running in its own direction. */
export function shownCredit(paper: NamedPaper): string {
  return `${shownName(authorsOf(paper))} (${paper.year ?? 'n.d.'})`;
}

/** "p. 57, “Introduction”, paragraph 4", as far as it is known; "" where nothing is. */
export function shownWhere(place: Pick<Place, 'page' | 'pageLabel' | 'section' | 'paragraph'>): string {
  const { section } = place;
  if (section !== null) return whereIs({ ...place, ...label(place), section: shownName(section) });
  // What has no sections has no first heading either.
  return whereIs({ ...place, ...label(place), section: '' })
    .split(', ')
    .filter((part) => part !== '“”')
    .join(', ');
}

function label({ pageLabel }: Pick<Place, 'pageLabel'>): { pageLabel: string | null } {
  return { pageLabel: pageLabel === null ? null : shownName(pageLabel) };
}

/** "Sadi (2025), p. 57, “Introduction”, paragraph 4 · reports Work". */
export function sourceLine(place: Place): string {
  const where = shownWhere(place);
  const reported = place.secondary ? ` · reports ${shownName(place.secondary.author)}` : '';
  return `${shownCredit(place.paper)}${where === '' ? '' : `, ${where}`}${reported}`;
}

function shownName(name: string): string {
  return isolated(beginning(isolated(name).replace(/[\u2068\u2069]/g, ''), longestName));
}

/** The whole address of a path of ours. */
export function addressOf(publicUrl: string, path: string): string {
  return `${publicUrl.replace(/\/+$/, '')}${path}`;
}

/**
 * The address of a place, at most 3,000 characters: where it is longer, without the words that find the place again in
 * a changed paper. Null where even that is too long.
 */
export function passageAddress(publicUrl: string, permalink: string): string | null {
  const whole = addressOf(publicUrl, permalink);
  return [whole, briefPermalink(whole)].find((url) => url.length <= limits.buttonUrl && isWebAddress(url)) ?? null;
}

/** Without the words that find a place again in a changed paper. */
export function briefPermalink(url: string): string {
  return url.replace(/&(?:quote|prefix|suffix)=[^&]*/g, '');
}

/** A link for the words of a message, without the quotation in it; "" where it would be too long. */
export function passageLink(publicUrl: string, permalink: string): string {
  const url = briefPermalink(addressOf(publicUrl, permalink));
  return url.length > longestInWords || !isWebAddress(url) ? '' : link(url, 'Open passage');
}

/** Gives each passage of a message sequence a number of its own. */
export type Numbering = () => number;

export function numbering(): Numbering {
  let last = 0;
  return () => (last += 1);
}

export interface Passage {
  /** What is shown of it, as it stands in the paper, with what stands before it ("[1] “"). */
  readonly words: string;
  /** Below it, in a quiet line; null: nothing. */
  readonly line: string | null;
  /** Path and fragment. */
  readonly permalink: string;
}

/**
 * Words of a paper with the button that opens them, and below who wrote them and where they are. A long one has several
 * sections, each with the button, so that none is without it when they come apart.
 */
export function passageParts({ words, line, permalink }: Passage, publicUrl: string, next: Numbering): Part[] {
  const url = passageAddress(publicUrl, permalink);
  const pieces = splitText(shownText(words), longestPiece).filter((piece) => piece.trim() !== '');
  return pieces.map((piece, index) => {
    const last = index === pieces.length - 1;
    const open = url === null ? null : linkButton({ actionId: `open_passage_${next()}`, label: 'Open passage' }, url);
    const below = last && line !== null && line.trim() !== '' ? line : null;
    const linked = last ? passageLink(publicUrl, permalink) : '';
    const where = [below === null ? '' : escapeText(below), linked].filter((part) => part !== '').join(' · ');
    return {
      text: `${escapeText(piece.trim())}${where === '' ? '' : `\n${where}`}`,
      blocks: [plainSection(piece, open), ...(below === null ? [] : [contextLine(below)])],
    };
  });
}
