import type { PaperSummary } from '../../ingest/library.ts';
import type { Answer, EvidencePassage, Place } from '../wire.ts';
import { shortReference } from './paper-entry.ts';
import type { Terminal } from './terminal.ts';
import { visibleLine } from './visible-text.ts';
import { wrap } from './wrap.ts';

/** Colours the markers [1] in a word. */
export function paintMarkers(terminal: Terminal): (word: string) => string {
  return (word) => word.replace(/\[\d+\]/g, (marker) => terminal.colours.cyan(marker));
}

/** What stands below an answer: its sources with quotation and permalink, or what came nearest. */
export function answerSources(
  answer: Answer,
  papers: readonly PaperSummary[],
  address: string,
  terminal: Terminal,
): string {
  if (answer.citations.length > 0) {
    const named = new Set<string>();
    return answer.citations
      .map((citation) => {
        const first = !named.has(citation.paper.id);
        named.add(citation.paper.id);
        return `\n${source(citation, first, address, terminal)}`;
      })
      .join('');
  }
  const nearest = answer.passages.filter((passage) => answer.abstention?.nearest.includes(passage.id)).slice(0, 3);
  if (nearest.length === 0) return '';
  const shown = nearest.map((passage) => nearPassage(passage, papers, terminal));
  return `\n${terminal.colours.bold('What comes nearest')}\n${shown.join('')}`;
}

function nearPassage(passage: EvidencePassage, papers: readonly PaperSummary[], terminal: Terminal): string {
  const { colours, width } = terminal;
  const indent = '  ';
  const paper = papers.find(({ id }) => id === passage.paperId);
  const page = passage.page === null ? null : `page ${passage.page}`;
  const where = [paper ? shortReference(paper) : null, passage.section, page].filter((part) => part !== null);
  const head = wrap(where.map(visibleLine).join(' · '), { width, indent, paint: colours.dim });
  return `\n${head}${wrap(beginning(visibleLine(passage.text)), { width, indent })}`;
}

function source(place: Place, withTitle: boolean, address: string, terminal: Terminal): string {
  const { colours, width } = terminal;
  const page = place.page === null ? null : pageName(place.page, place.pageLabel);
  const paragraph = place.paragraph === null ? null : `paragraph ${place.paragraph}`;
  const where = [place.section, paragraph, page].filter((part) => part !== null).map(visibleLine);
  const title = withTitle && place.paper.authors.length > 0 ? `, ${visibleLine(place.paper.title)}` : '';
  const indent = '    ';
  const marker = `[${place.number}]`.padEnd(indent.length - 1);
  const named = wrap(`${shortReference(place.paper)}${title}`, { width, indent }).slice(indent.length);
  const head = `${colours.cyan(marker)} ${named}`;
  const secondary = place.secondary
    ? wrap(`reporting ${visibleLine(place.secondary.author)}`, { width, indent, paint: colours.dim })
    : '';
  const location = where.length > 0 ? wrap(where.join(' · '), { width, indent, paint: colours.dim }) : '';
  const quotation = wrap(`“${visibleLine(place.quote)}”`, { width, indent });
  return `${head}${location}${secondary}${quotation}${indent}${colours.dim(link(place, address, terminal))}\n`;
}

/** "page 3", "page 3 (printed 57)". */
function pageName(page: number, label: string | null): string {
  return label === null || label === String(page) ? `page ${page}` : `page ${page} (printed ${label})`;
}

/**
 * The whole permalink holds the quotation, for the day when the paper has changed, and would fill the screen. It is
 * shown without its words, which leads to the place as long as the paper stays; `--json` has it whole, and so has the
 * hyperlink (OSC 8) that a terminal gets, which terminals that know none pass over.
 */
export function link(place: Place, address: string, terminal: Terminal): string {
  const whole = `${address}${visibleLine(place.permalink)}`;
  const short = whole.replace(/&(quote|prefix|suffix)=[^&]*/g, '');
  if (!terminal.interactive) return short;
  return `\u001B]8;;${whole}\u001B\\${short}\u001B]8;;\u001B\\`;
}

function beginning(text: string): string {
  const words = text.split(' ');
  return words.length <= 40 ? text : `${words.slice(0, 40).join(' ')} …`;
}
