import { getReference, type ReferenceStyle, referenceStyles } from '../api/papers.ts';
import type { CopyItem } from '../controls/copy-menu.tsx';

/** A paper's entry for a reference list in each style, to copy. `labelled` puts the style's name into words. */
export function referenceItems(paperId: string, labelled: (style: string) => string): CopyItem[] {
  return Object.entries(referenceStyles).map(([style, name]) => ({
    label: labelled(name),
    what: `${name} reference`,
    text: () => getReference(paperId, style as ReferenceStyle),
  }));
}
