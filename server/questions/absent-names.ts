import type { Library, PaperSummary } from '../../ingest/library.ts';
import { nameIn, nameStems } from './names-asked.ts';
import type { ReadQuestion } from './read-question.ts';

/** Share of a name's words, in their order, from which it is there under a somewhat other name. */
const thereFrom = 0.7;
/** Names that are looked for in the library; a question seldom has more. */
const mostNames = 8;

/**
 * The names and numbers of a question that no passage of the papers asked holds: what is not spoken of can't be
 * answered. Titles, authors and years of the papers count as there.
 * @param passages what was retrieved, as it reads
 */
export async function absentNames(
  { names }: ReadQuestion,
  passages: readonly string[],
  about: readonly PaperSummary[],
  library: Pick<Library, 'search'>,
  signal: AbortSignal,
): Promise<string[]> {
  if (names.length === 0) return [];
  const known = about.map(({ title, authors, year }) => [title, ...authors, year ?? ''].join(' '));
  const texts = [...passages, ...known].map(nameStems);
  const absent: string[] = [];
  for (const { text } of names.slice(0, mostNames)) {
    if (texts.some((stems) => nameIn(text, stems) >= thereFrom)) continue;
    const scope = { limit: 1, papers: about.map(({ id }) => id) };
    const { holding } = await library.search({ phrases: [text], ...scope }, signal);
    if (holding.length === 0) absent.push(text);
  }
  return absent;
}
