import type { NewPaper } from '../library.ts';
import { passageIdOf } from '../paper.ts';
import { lengthOf, unitTolerance } from './vectors.ts';

/**
 * What must hold of a paper before anything of it is written.
 * @throws RangeError, as it is the caller's mistake
 */
export function requireWhole({ paper, passages, searchTexts, vectors }: NewPaper, dimensions: number): void {
  if (passages.length !== searchTexts.length || passages.length !== vectors.length) {
    throw new RangeError(
      `Paper ${paper.id} has ${passages.length} passages, ${searchTexts.length} search texts and ${vectors.length} vectors; give one of each per passage.`,
    );
  }
  for (const { id, paperId, span } of passages) {
    const inside = span.start >= 0 && span.start < span.end && span.end <= paper.text.length;
    if (paperId !== paper.id || id !== passageIdOf(paper.id, span) || !inside) {
      throw new RangeError(`Passage ${id} does not belong to paper ${paper.id}; cut the paper into passages again.`);
    }
  }
  if (new Set(passages.map(({ id }) => id)).size < passages.length) {
    throw new RangeError(`Paper ${paper.id} has a passage twice; cut the paper into passages again.`);
  }
  for (const [index, vector] of vectors.entries()) {
    const fits = vector.length === dimensions && Math.abs(lengthOf(vector) - 1) <= unitTolerance;
    if (!fits) {
      throw new RangeError(
        `Vector ${index} of paper ${paper.id} has ${vector.length} dimensions and length ${lengthOf(vector)}; the library needs ${dimensions} and 1.`,
      );
    }
  }
}
