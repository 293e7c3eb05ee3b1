import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { LibraryFormatError, LibraryMismatchError } from '../../../../ingest/errors.ts';
import { openStoredWeaviateLibrary } from '../../../../ingest/libraries/weaviate/open.ts';
import type { FakeWeaviate } from '../../../fakes/weaviate/weaviate.ts';
import { prose } from '../../../fixtures/papers.ts';
import { openTestLibrary } from '../../../weaviate/open-test-library.ts';
import { embedder, nameOf, paperOf, sentenceOf, useClusters } from './cluster-case.ts';

const clusters = useClusters();

async function makeClass(fake: FakeWeaviate, description: string | undefined): Promise<void> {
  const response = await fetch(`http://${fake.addresses[0]}/v1/schema`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ class: nameOf('Catalog'), description }),
  });
  expect(response.status).toBe(200);
}

describe('a library that can’t be opened', () => {
  test('another embedder’s, naming both', async () => {
    const fake = await clusters.start();
    await clusters.open(fake);
    const other = clusters.open(fake, {}, { ...embedder, id: 'another-embedder' });
    await expect(other).rejects.toThrow(LibraryMismatchError);
    expect(await sentenceOf(clusters.open(fake, {}, { ...embedder, id: 'another-embedder' }))).toBe(
      'LibraryMismatchError: This library was made with the embedding model fixture-embedder, but another-embedder is set. Set IBID_EMBEDDER to the library’s model, or copy it for the other with ibid migrate --embed and name the copy with IBID_LIBRARY.',
    );
  });

  test('the same embedder’s with other dimensions', async () => {
    const fake = await clusters.start();
    await clusters.open(fake);
    expect(await sentenceOf(clusters.open(fake, {}, { ...embedder, dimensions: 64 }))).toBe(
      'LibraryMismatchError: This library was made with the embedding model fixture-embedder with 48 dimensions, but fixture-embedder with 64 dimensions is set. Set IBID_EMBEDDER to the library’s model, or copy it for the other with ibid migrate --embed and name the copy with IBID_LIBRARY.',
    );
  });

  test('a newer format', async () => {
    const fake = await clusters.start();
    await makeClass(fake, JSON.stringify({ ibid: 99, embedder: embedder.id, dimensions: 48 }));
    await expect(clusters.open(fake)).rejects.toThrow(LibraryFormatError);
    await expect(clusters.open(fake)).rejects.toMatchObject({ found: 99 });
    expect(fake.classes).toEqual([nameOf('Catalog')]);
  });

  test.each([
    ['without a description', undefined],
    ['with another description', 'Articles of the department'],
    ['with JSON of somebody else’s', '{"articles":5}'],
  ])('a collection of that name that is not Ibid’s, %s', async (_, description) => {
    const fake = await clusters.start();
    await makeClass(fake, description);
    expect(await sentenceOf(clusters.open(fake))).toBe(
      'LibraryUnavailableError: The collection Ibid_papers_Catalog in Weaviate was not made by Ibid. Give the library another name at the end of IBID_LIBRARY, such as …/papers.',
    );
    expect(fake.classes).toEqual([nameOf('Catalog')]);
  });

  test.each([
    [
      'no key',
      null,
      'LibraryUnavailableError: Weaviate asks for an API key. Set IBID_WEAVIATE_KEY to one that may read and write.',
    ],
    [
      'a wrong key',
      'guessed',
      'LibraryUnavailableError: Weaviate does not take the API key in IBID_WEAVIATE_KEY. Set it to one that may read and write.',
    ],
  ])('%s', async (_, key, sentence) => {
    const fake = await clusters.start({ apiKey: 'the-key' });
    expect(await sentenceOf(clusters.open(fake, { key }))).toBe(sentence);
    const library = await clusters.open(fake, { key: 'the-key' });
    expect(await library.papers()).toEqual([]);
  });

  test('none of the nodes answers', async () => {
    const fake = await clusters.start({ nodes: 3 });
    for (const node of [0, 1, 2]) await fake.takeAway(node);
    const [one = '', two = '', three = ''] = fake.addresses;
    expect(await sentenceOf(clusters.open(fake))).toBe(
      `LibraryUnavailableError: None of the Weaviate nodes ${one}, ${two}, ${three} answers. Start them, or put the right addresses into IBID_LIBRARY.`,
    );
    const alone = { nodes: [one], name: 'papers', key: null, replicas: null, shards: 1, tls: false };
    expect(await sentenceOf(openStoredWeaviateLibrary(alone))).toBe(
      `LibraryUnavailableError: Weaviate does not answer at ${one}. Start it, or put the right address into IBID_LIBRARY.`,
    );
  });

  test('something else answers there', async () => {
    const server = createServer((_, response) => response.end('<p>A web page</p>'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await sentenceOf(openTestLibrary([address], 'papers', embedder))).toBe(
      `LibraryUnavailableError: What answers at ${address} is not Weaviate’s HTTP port. Put the right address into IBID_LIBRARY; the port is 8080 unless set otherwise.`,
    );
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  test.each(['1.35.9', '1.36.18', '0.99.0'])('version %s is too old', async (version) => {
    const fake = await clusters.start({ version });
    expect(await sentenceOf(clusters.open(fake))).toBe(
      `LibraryUnavailableError: Weaviate at ${fake.addresses[0]} is version ${version}, which misses new passages in searches. Update it to 1.36.19 or newer.`,
    );
  });

  test('more copies than there are nodes', async () => {
    const fake = await clusters.start({ nodes: 1 });
    expect(await sentenceOf(clusters.open(fake, { replicas: 3 }))).toBe(
      'LibraryUnavailableError: Weaviate can’t keep 3 copies of each paper: it has fewer nodes. Add nodes, or set IBID_WEAVIATE_REPLICAS to fewer.',
    );
  });

  test('there is none, for what makes none', async () => {
    const fake = await clusters.start();
    const options = { nodes: fake.addresses, name: 'papers', key: null, replicas: null, shards: 1, tls: false };
    expect(await openStoredWeaviateLibrary(options)).toBeNull();
    expect(fake.classes).toEqual([]);
  });

  test('of two servers that make a library at the same moment both get the one', async () => {
    const fake = await clusters.start();
    const [one, other] = await Promise.all([clusters.open(fake), clusters.open(fake)]);
    await one.add(paperOf(prose.bees));
    expect(await other.papers()).toHaveLength(1);
  });
});

describe('a library whose collections were deleted', () => {
  test('says so when it is searched', async () => {
    const fake = await clusters.start();
    const library = await clusters.open(fake);
    await library.add(paperOf(prose.bees));
    await fetch(`http://${fake.addresses[0]}/v1/schema/${nameOf('Passages')}`, { method: 'DELETE' });
    const sentence =
      'The library’s collections are not all there: some were deleted from Weaviate. Restore a backup, or name another library with IBID_LIBRARY.';
    expect(await sentenceOf(library.search({ text: 'waggle', limit: 5 }))).toBe(`LibraryUnavailableError: ${sentence}`);
  });
});
