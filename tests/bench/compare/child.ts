/** The process that makes or asks one library: its start, its memory and its time are that system’s own. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Embedder } from '../../../ingest/embedder.ts';
import { builtModule } from './built-module.ts';
import type { Asked, ChildJob, Made } from './child-messages.ts';
import { standInEmbedder } from './stand-in-embedder.ts';
import { embeds, openSystem } from './systems.ts';

/** Passages asked for, as an answer does. */
const limit = 8;
const rounds = 2;

async function make({ system, project, folder, papers, standIn }: ChildJob): Promise<Made> {
  const opened = await openSystem[system](project);
  const embedder = standInEmbedder(standIn);
  // The stand-in’s own time is left out, and with it what a system does meanwhile.
  let embedding = 0;
  const timed: Embedder = {
    ...embedder,
    async embedPassages(texts) {
      const start = performance.now();
      const vectors = await embedder.embedPassages(texts);
      embedding += performance.now() - start;
      return vectors;
    },
  };
  const start = performance.now();
  const filling = await opened.make(folder, timed);
  await filling.addPapers(papers);
  const passages = await filling.finish();
  return { passages, milliseconds: performance.now() - start - embedding };
}

async function ask({ system, project, folder, standIn }: ChildJob): Promise<Asked> {
  const known = standInEmbedder(standIn);
  let first = true;
  const model = embeds[system] ? await openModel(project, system === 'Ibid') : known;
  const embedder: Embedder = {
    ...model,
    // Whatever else retrieval asks the model for is part of it.
    embedQuestion: (text, signal) => (first ? model : known).embedQuestion(text, signal),
  };
  const opened = await (await openSystem[system](project)).open(folder, embedder);
  const questions = standIn.questions.map(({ text }) => text);
  await opened.search(questions[0] ?? '', limit);
  const firstAnswer = performance.now();
  first = false;
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const question of questions) {
      const start = performance.now();
      await opened.search(question, limit);
      times.push(performance.now() - start);
    }
  }
  const memory = process.memoryUsage().rss;
  await opened.close();
  await model.close();
  return { first: firstAnswer, times, memory };
}

/** @param soon as Ibid's commands open it; LangChain's own embeddings over such a model load it with the first text, too */
async function openModel(project: string, soon: boolean): Promise<Embedder> {
  const { openTransformersEmbedder } = await builtModule(project, 'ingest/embedders/transformers');
  const modelsFolder = fileURLToPath(new URL('data/models', project));
  return openTransformersEmbedder({ modelsFolder, allowRemote: false, soon });
}

const job = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as ChildJob;
const result = job.task === 'make' ? await make(job) : await ask(job);
process.stdout.write(JSON.stringify(result));
