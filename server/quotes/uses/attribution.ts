import type { PaperSummary } from '../../../ingest/library.ts';
import { familyNameOf } from '../../../ingest/structure/author-names.ts';
import type { Attribution } from '../use.ts';
import { meantPapers, parseReference } from './references.ts';
import { authorsOf, foldedName, indexSources, meantFamily, papersTitled, type SourceNames } from './source-names.ts';
import { yearIn } from './source.ts';

const via = /,?\s*\(?\b(?:as\s+)?(?:cited|quoted|qtd\.?|reported)\s+(?:in|by)\s+/i;

/**
 * Who a source field names: a paper's id, file name or DOI, its title or a recognisable part, authors, or authors and
 * year, in any case; with one letter of a family name wrong where that leaves no doubt. "X, quoted in Sadi (2025)" is X in
 * that paper. What the library does not have keeps its names and year, without papers.
 */
export function attributionOf(source: string, papers: readonly PaperSummary[]): Attribution {
  const text = source.trim().replace(/\s+/g, ' ').slice(0, 1000);
  const named = (found: readonly PaperSummary[], year: number | null = null): Attribution => ({
    text,
    papers: found.map((paper) => paper.id),
    names: [...new Set(found.flatMap(authorsOf))],
    year: year ?? (found.length === 1 ? (found[0]?.year ?? null) : null),
  });
  const plain = text.toLowerCase();
  const doi = plain.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/, '');
  const same = papers.filter(
    (paper) =>
      paper.id === plain ||
      paper.source.toLowerCase() === plain ||
      (paper.doi !== null && paper.doi.toLowerCase() === doi),
  );
  if (same.length > 0) return named(same);
  const index = indexSources(papers);
  const reporting = via.exec(text);
  if (reporting && reporting.index > 0) {
    const inside = attributionOf(text.slice(reporting.index + reporting[0].length).replace(/\)$/, ''), papers);
    const person = attributionOf(text.slice(0, reporting.index), papers);
    return { ...inside, text, names: person.names };
  }
  const behind = /^(.{2,}?)\s*[([]([^()[\]]{2,120})[)\]]$/.exec(text);
  const first = titledAs(index, behind?.[1] ?? text.replace(/,?\s*(?:19|20)\d{2}[a-z]?$/, ''));
  // "Paper Plain (August et al., 2022)": the reference says which; a year of another paper says that it is none of these.
  const dated = first.length > 0 && titledAs(index, text).length === 0 ? yearIn(behind?.[2] ?? text) : null;
  const said = behind?.[2] && /\p{L}{2}/u.test(behind[2]) ? parseReference(behind[2], index, true) : null;
  if (said && said.papers.length > 0 && first.length > 0) return { ...attributionOf(behind?.[2] ?? '', papers), text };
  const agreeing = first.filter((paper) => dated === null || paper.year === null || Math.abs(paper.year - dated) <= 1);
  if (dated !== null && agreeing.length > 0) return named(agreeing, dated);
  const titled = titledAs(index, text);
  const within = titled.length > 0 ? titled : titledWithin(text, papers);
  if (within.length > 0) return named(within);
  const reference = parseReference(unbracketed(text), index, true);
  if (reference) {
    const meant = papers.filter((paper) => reference.papers.includes(paper.id));
    const spelt = meant.length > 0 ? reference.names.map((name) => spelling(name, meant, index)) : reference.names;
    return {
      text,
      papers: reference.papers,
      names: spelt,
      year: reference.year ?? (meant.length === 1 ? (meant[0]?.year ?? null) : null),
    };
  }
  const year = yearIn(text);
  const bare = text
    .replace(/[([]?\b(?:(?:19|20)\d{2}[a-z]?|(?:n\.\s?d|o\.\s?J|s\.\s?d)\.)[)\]]?.*$/i, '')
    .replace(/[’']s?\s+(?:paper|article|study)$/i, '')
    .replace(/[\s,.;:]+$/, '');
  const inverted = /^([^,]{2,60}),\s*(?:\p{Lu}\.?[\s-]?){1,4}$/u.exec(bare)?.[1];
  const family = familyNameOf(inverted ?? bare);
  const meant = bare === '' ? [] : meantPapers(index, [family], year, false, true);
  if (meant.length > 0) return { ...named(meant, year), names: [spelling(family, meant, index)] };
  if (bare === '' && year !== null)
    return named(
      papers.filter((paper) => paper.year === year),
      year,
    );
  return { text, papers: [], names: family === '' ? [] : [family], year };
}

/** Papers by a title in marks or not, and by one that is called a paper. */
function titledAs(index: SourceNames, text: string): readonly PaperSummary[] {
  const plain = text.replace(/^["“‘*_]+|["”’*_.]+$/g, '');
  const exact = papersTitled(index, plain);
  return exact.length > 0 ? exact : papersTitled(index, unmarked(plain));
}

/** A title without marks, "the" and "paper" round it. */
function unmarked(title: string): string {
  return title
    .replace(/^(?:in\s+)?the\s+(.+?)\s+(?:paper|article|study)$/i, '$1')
    .replace(/\s+(?:paper|article)$/i, '')
    .replace(/^["“‘*_]+|["”’*_.]+$/g, '');
}

/** "Sadi (2025)", "Sadi [2025]" and "(Sadi, 2025)" as "Sadi, 2025". */
export function unbracketed(text: string): string {
  return text
    .replace(/^\((.*)\)$/, '$1')
    .replace(/\s*[([](?=\s*(?:(?:19|20)\d{2}|n\.))/gi, ', ')
    .replace(/[)\]]/g, '');
}

/** The family name as its paper spells it. */
function spelling(name: string, papers: readonly PaperSummary[], index: SourceNames): string {
  const meant = meantFamily(index, name);
  return papers.flatMap(authorsOf).find((family) => foldedName(family) === meant) ?? name;
}

/** "Sadi, U.S.-China AI Rivalry and its Implications …, 2025": a whole title among other words. */
function titledWithin(text: string, papers: readonly PaperSummary[]): PaperSummary[] {
  const folded = ` ${foldedName(text)} `;
  return papers.filter((paper) => {
    const title = foldedName(paper.title);
    return title.split(' ').length >= 3 && folded.includes(` ${title} `);
  });
}
