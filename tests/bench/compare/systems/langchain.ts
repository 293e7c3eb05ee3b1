import { HNSWLib } from '@langchain/community/vectorstores/hnswlib';
import { Document } from '@langchain/core/documents';
import { Embeddings } from '@langchain/core/embeddings';
import type { Embedder } from '../../../../ingest/embedder.ts';
import type { System } from '../system.ts';
import { chunksOf, type TextChunk, wholeChunk } from './text-chunks.ts';

class SameEmbedder extends Embeddings {
  readonly #embedder: Embedder;

  constructor(embedder: Embedder) {
    super({});
    this.#embedder = embedder;
  }

  async embedDocuments(texts: string[]): Promise<number[][]> {
    return (await this.#embedder.embedPassages(texts)).map((vector) => Array.from(vector));
  }

  async embedQuery(text: string): Promise<number[]> {
    return Array.from(await this.#embedder.embedQuestion(text));
  }
}

const asDocument = ({ source, text }: TextChunk) => new Document({ pageContent: text, metadata: { source } });

/** LangChain’s HNSWLib vector store, text splitter and retriever over Ibid’s embedder; the store is saved to a folder. */
export const langChain: System = {
  async make(folder, embedder) {
    const store = new HNSWLib(new SameEmbedder(embedder), { space: 'cosine' });
    let passages = 0;
    const add = async (chunks: readonly TextChunk[]) => {
      passages += chunks.length;
      await store.addDocuments(chunks.map(asDocument));
    };
    await Promise.resolve();
    return {
      async addPapers(paths) {
        for (const path of paths) await add(await chunksOf(path));
      },
      addWhole: (documents) => add(documents.map(wholeChunk)),
      async finish() {
        await store.save(folder);
        return passages;
      },
    };
  },
  async open(folder, embedder) {
    const store = await HNSWLib.load(folder, new SameEmbedder(embedder));
    return {
      async search(question, limit) {
        const found = await store.asRetriever(limit).invoke(question);
        return found.map(({ metadata }) => String(metadata.source));
      },
      close: () => Promise.resolve(),
    };
  },
};
