import { describe } from 'vitest';
import { type LibraryUnderTest, setUpLibrary } from './library-case.ts';
import { describeHandingOver } from './library-handing-over.ts';
import { describePapers } from './library-papers.ts';
import { describeSearch } from './library-search.ts';
import { describeWhole } from './library-whole.ts';

/** The suite of the seam: whatever keeps papers has to pass it. */
export function describeLibrary(name: string, library: LibraryUnderTest): void {
  describe(`library: ${name}`, () => {
    const at = setUpLibrary(library);
    describePapers(at);
    describeSearch(at);
    describeWhole(at);
    describeHandingOver(at);
  });
}
