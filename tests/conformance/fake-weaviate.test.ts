import { afterAll, beforeAll } from 'vitest';
import { type FakeWeaviate, startFakeWeaviate } from '../fakes/weaviate/weaviate.ts';
import { describeWeaviateProtocol } from './weaviate-protocol.ts';

let fake: FakeWeaviate;
beforeAll(async () => {
  fake = await startFakeWeaviate();
});
afterAll(() => fake.close());

describeWeaviateProtocol('the fake', () => fake.addresses[0] ?? '');
