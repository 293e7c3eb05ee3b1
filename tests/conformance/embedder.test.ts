import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { openTransformersEmbedder } from '../../ingest/embedders/transformers.ts';
import { hashingEmbedder } from '../fakes/hashing-embedder.ts';
import { describeEmbedder } from './embedder.ts';

const modelsFolder = resolve(import.meta.dirname, '../../data/models');

describeEmbedder('hashing', () => Promise.resolve(hashingEmbedder()));
describeEmbedder(
  'transformers',
  () => openTransformersEmbedder({ modelsFolder, allowRemote: false }),
  existsSync(modelsFolder) ? undefined : 'data/models is not here',
);
