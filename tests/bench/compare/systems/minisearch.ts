import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import MiniSearch, { type Options } from 'minisearch';
import type { System } from '../system.ts';
import { chunksOf, type TextChunk, wholeChunk } from './text-chunks.ts';

const options: Options = { fields: ['text'], storeFields: ['source', 'text'] };
const file = 'index.json';

/** MiniSearch by its defaults over LangChain’s chunks, saved as JSON. */
export const miniSearch: System = {
  make(folder) {
    const index = new MiniSearch(options);
    const add = (chunks: readonly TextChunk[]) => {
      for (const chunk of chunks) index.add({ id: index.documentCount, ...chunk });
    };
    return Promise.resolve({
      async addPapers(paths) {
        for (const path of paths) add(await chunksOf(path));
      },
      async addWhole(documents) {
        add(documents.map(wholeChunk));
        await Promise.resolve();
      },
      async finish() {
        await mkdir(folder, { recursive: true });
        await writeFile(join(folder, file), JSON.stringify(index));
        return index.documentCount;
      },
    });
  },
  async open(folder) {
    const index = MiniSearch.loadJSON(await readFile(join(folder, file), 'utf8'), options);
    return {
      search(question, limit) {
        const found = index.search(question).slice(0, limit);
        return Promise.resolve(found.map((hit) => String(hit.source)));
      },
      close: () => Promise.resolve(),
    };
  },
};
