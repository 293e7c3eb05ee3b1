import type { PaperSummary } from '../../ingest/library.ts';
import { counted } from './counted.ts';
import type { Terminal } from './terminal.ts';
import { visibleLine } from './visible-text.ts';
import { wrap } from './wrap.ts';

/** "Sadi", "Sarwar & Rashid", "Sadi et al." with the year: how a reader names a paper; its title where no author is known. */
export function shortReference(paper: { title: string; authors: readonly string[]; year: number | null }): string {
  const names = paper.authors.map((author) => visibleLine(author));
  const [first, second] = names;
  const who =
    first === undefined
      ? visibleLine(paper.title)
      : second === undefined
        ? first
        : names.length === 2
          ? `${first} & ${second}`
          : `${first} et al.`;
  return paper.year === null ? who : `${who} (${paper.year})`;
}

/** A paper in a list: its id, who wrote it and when, title, size, file, and what could not be read well. */
export function paperEntry(paper: PaperSummary, terminal: Terminal): string {
  const { colours, width } = terminal;
  const indent = '  ';
  const title = wrap(visibleLine(paper.title), { width, indent, paint: colours.bold });
  const size = [paper.pages === null ? null : counted(paper.pages, 'page'), counted(paper.passages, 'passage')];
  const facts = [...size, visibleLine(paper.source), paper.doi ? `doi ${visibleLine(paper.doi)}` : null];
  const lines = wrap(facts.filter((fact) => fact !== null).join(' · '), { width, indent, paint: colours.dim });
  const warnings = paper.warnings.map((warning) =>
    wrap(`! ${visibleLine(warning)}`, { width, indent, paint: colours.yellow }),
  );
  return `${colours.cyan(paper.id)}${whoAndWhen(paper, terminal)}${title}${lines}${warnings.join('')}`;
}

/** Columns from which names stand beside the id; in narrower terminals they stand below it. */
const wideFrom = 60;

function whoAndWhen(paper: PaperSummary, { colours, width }: Terminal): string {
  const known = paper.authors.length > 0;
  const named = known ? paper : { ...paper, title: paper.year === null ? 'author and year unknown' : 'author unknown' };
  const paint = known ? (word: string) => word : colours.dim;
  if (width < wideFrom) return `\n${wrap(shortReference(named), { width, indent: '  ', paint })}`;
  const indent = ' '.repeat(paper.id.length + 2);
  return `  ${wrap(shortReference(named), { width, indent, paint }).slice(indent.length)}`;
}
