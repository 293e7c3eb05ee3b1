import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openTransformersEmbedder } from '../../ingest/embedders/transformers.ts';
import { browserPath, noBrowserReason } from '../browser/browser.ts';
import { benchFirstWords } from './first-words.ts';
import { benchIngest } from './ingest.ts';
import { fillLargeLibrary } from './large-library.ts';
import { benchRetrieval } from './retrieval.ts';
import { benchServer, benchStarts } from './server.ts';
import { benchSlack } from './slack.ts';
import { printTable } from './table.ts';
import { benchWeb } from './web.ts';

/** Passages of the large library. */
const passages = 20_000;

const folder = mkdtempSync(join(tmpdir(), 'ibid-bench-'));
const modelsFolder = fileURLToPath(new URL('../../data/models', import.meta.url));
const embedder = await openTransformersEmbedder({
  model: 'Xenova/bge-small-en-v1.5',
  modelsFolder,
  allowRemote: false,
});
try {
  const figures = [...(await benchStarts(join(folder, 'first')))];
  printTable('Start', figures);
  const ingest = await benchIngest(embedder);
  printTable('Ingest', ingest);
  console.log(`\nfilling a library with ${passages} passages …`);
  const library = await fillLargeLibrary(join(folder, 'large'), passages, embedder);
  const retrieval = await benchRetrieval(library, embedder, passages);
  await library.setNote('default-papers', 'done');
  await library.close();
  const server = await benchServer(join(folder, 'large'), passages);
  printTable('Questions', [...retrieval, ...server]);
  const slack = await benchSlack();
  printTable('Slack', slack);
  const web = browserPath === null ? [] : [...(await benchFirstWords()), ...(await benchWeb())];
  if (browserPath === null) console.log(`\nThe page was not measured: ${noBrowserReason}`);
  else printTable('Page', web);
  const missed = [...figures, ...ingest, ...retrieval, ...server, ...slack, ...web].filter(
    (figure) => figure.good === false,
  );
  console.log(missed.length === 0 ? '\nAll targets reached.' : `\n${missed.length} missed.`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} finally {
  await embedder.close();
  rmSync(folder, { recursive: true, force: true });
}
