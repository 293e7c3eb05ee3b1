import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Embedder } from '../../../../ingest/embedder.ts';
import { builtModule } from '../built-module.ts';
import type { Filling, Opened, System } from '../system.ts';

/** Ibid as it is built, through the doors that its commands use. */
export function ibid(project: string): Promise<System> {
  return Promise.resolve({
    make: (folder, embedder) => make(project, folder, embedder),
    open: (folder, embedder) => open(project, folder, embedder),
  });
}

async function make(project: string, folder: string, embedder: Embedder): Promise<Filling> {
  const { openSqliteLibrary } = await builtModule(project, 'ingest/libraries/sqlite/open');
  const { addPapers } = await builtModule(project, 'ingest/add-papers');
  const { startPreparing } = await builtModule(project, 'ingest/preparing-thread');
  const library = await openSqliteLibrary(folder, { embedder });
  const preparing = startPreparing({ soon: true });
  const parts = { library, embedder, prepare: preparing.prepare };
  return {
    async addPapers(paths) {
      const files = paths.map((path) => ({ name: basename(path), origin: path, bytes: () => readFile(path) }));
      for await (const { file, outcome } of addPapers(files, parts)) {
        if (outcome.state !== 'added')
          throw new Error(`${file.origin} is ${outcome.state}: ${outcome.reason ?? 'no reason'}`);
      }
    },
    async addWhole(documents) {
      const { abstractPaper } = await import('../../../eval/retrieval/abstract-papers.ts');
      const { sha256Of } = await builtModule(project, 'ingest/paper');
      const vectors = await embedder.embedPassages(documents.map(({ whole }) => whole));
      for (const [index, document] of documents.entries()) {
        const { paper, passage } = abstractPaper(document);
        const bytes = new TextEncoder().encode(paper.text);
        await library.add({
          paper,
          passages: [passage],
          searchTexts: [document.whole],
          vectors: [vectors[index] ?? new Float32Array(embedder.dimensions)],
          original: { name: paper.source, origin: `/bench/${paper.source}`, bytes, sha256: sha256Of(bytes) },
        });
      }
    },
    async finish() {
      // The first search makes the graph, and closing saves it.
      await library.search({ vector: await embedder.embedQuestion('Is the graph made?'), limit: 1 });
      const passages = (await library.papers()).reduce((sum, paper) => sum + paper.passages, 0);
      await preparing.close();
      await library.close();
      return passages;
    },
  };
}

async function open(project: string, folder: string, embedder: Embedder): Promise<Opened> {
  const { openSqliteLibrary } = await builtModule(project, 'ingest/libraries/sqlite/open');
  // As “ibid ask” and “ibid serve” open it.
  const library = await openSqliteLibrary(folder, { embedder, soon: true });
  const { retrieve } = await builtModule(project, 'server/retrieval/retrieve');
  const signal = new AbortController().signal;
  return {
    async search(question, limit) {
      const found = await retrieve({ question, limit, papers: null }, { library, embedder }, signal);
      return found.passages.map(({ paper }) => paper.source);
    },
    close: () => library.close(),
  };
}
