import type { Place } from '../../server/wire.ts';
import type { OpenSource } from './use-source.ts';

/** Where in the paper a reader is, as far as it is known. */
export type Where = Pick<Place, 'section' | 'paragraph' | 'page' | 'pageLabel'>;

/** Section and page at which the shown words begin; null when none are shown. */
export function whereShown({ paper, content, pieces }: Pick<OpenSource, 'paper' | 'content' | 'pieces'>): Where | null {
  const start = pieces[0]?.start;
  if (start === undefined) return null;
  const page = content.pages.find((candidate) => candidate.start <= start && start < candidate.end);
  const section = paper.sections.findLast((candidate) => candidate.start <= start);
  return {
    section: section?.title ?? null,
    paragraph: null,
    page: page?.number ?? null,
    pageLabel: page?.label ?? null,
  };
}
