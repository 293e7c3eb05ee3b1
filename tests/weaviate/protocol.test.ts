import { afterAll, beforeAll, describe } from 'vitest';
import { describeWeaviateProtocol } from '../conformance/weaviate-protocol.ts';
import { findEngine } from './build-engine.ts';
import { type Engine, startNode } from './engine.ts';

const { missing } = await findEngine();
const note = missing === '' ? '' : ` (skipped: ${missing})`;

describe.skipIf(missing !== '')(`the protocol on the real engine${note}`, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startNode();
  });
  afterAll(() => engine.stop());

  describeWeaviateProtocol('the real engine', () => engine.addresses[0] ?? '');
});
