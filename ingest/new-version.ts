import type { Library, Original, PaperSummary } from './library.ts';
import type { Paper } from './paper.ts';

/** A file on disk that changed is its paper's new version; an upload only if it is the same paper, by DOI or title. */
export async function isNewVersion(
  { origin }: Pick<Original, 'origin'>,
  before: PaperSummary,
  now: Pick<Paper, 'doi' | 'title' | 'text'>,
  library: Library,
): Promise<boolean> {
  if (!origin.startsWith('upload:')) return true;
  if (before.doi !== null && before.doi === now.doi) return true;
  if (titleKey(before.title) === titleKey(now.title)) return true;
  // A title that a person put right is neither printed nor the file's name, and says nothing of the other version.
  const text = (await library.paper(before.id))?.text ?? '';
  const stem = before.source.replace(/\.[^.]*$/, '');
  if (titleKey(before.title) === titleKey(stem) || isPrinted(before.title, text)) return false;
  return sharesMostLines(text, now.text);
}

function titleKey(title: string): string {
  return title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Whether a title stands at a text's beginning, on one to four lines. */
function isPrinted(title: string, text: string): boolean {
  const lines = linesOf(text.slice(0, 3000)).map(titleKey);
  return lines.some((_, at) => [1, 2, 3, 4].some((count) => lines.slice(at, at + count).join('') === titleKey(title)));
}

function sharesMostLines(before: string, now: string): boolean {
  const known = new Set(linesOf(before));
  const lines = linesOf(now);
  return lines.filter((line) => known.has(line)).length * 2 > lines.length;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
}
