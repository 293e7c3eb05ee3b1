import { z } from 'zod';
import { LibraryUnavailableError } from '../../errors.ts';
import type { Cluster } from './cluster.ts';
import { aliasName, collectionName, libraryOfCatalog } from './names.ts';
import { messagesOf } from './node.ts';

const AliasSchema = z.object({ class: z.string() });

/** The library that a name leads to: the one whose catalog its alias names, or where there is none the name's own. */
export async function libraryBehind(cluster: Cluster, name: string): Promise<string> {
  const reply = await cluster.ask({ method: 'GET', path: `/v1/aliases/${aliasName(name)}`, timeoutMs: 3000 });
  const alias = AliasSchema.safeParse(reply.body);
  return (alias.success ? libraryOfCatalog(alias.data.class) : null) ?? name;
}

/**
 * Makes a name lead to another library of the cluster, at once for whoever opens it from then on.
 * @throws LibraryUnavailableError when there is no such library
 */
export async function pointAlias(cluster: Cluster, name: string, library: string): Promise<void> {
  const alias = aliasName(name);
  const target = collectionName(library, 'Catalog');
  const patience = { patienceMs: 20_000 };
  const known = await cluster.ask({ method: 'GET', path: `/v1/aliases/${alias}`, timeoutMs: 3000 });
  const exists = known.status !== 404;
  const reply = await cluster.ask(
    {
      method: exists ? 'PUT' : 'POST',
      path: exists ? `/v1/aliases/${alias}` : '/v1/aliases',
      body: exists ? { class: target } : { alias, class: target },
      timeoutMs: 20_000,
    },
    patience,
  );
  if (reply.status < 300) return;
  const cause = new Error(messagesOf(reply.body).join('; ').slice(0, 1000));
  throw new LibraryUnavailableError(`There is no library “${library}” in Weaviate. Name one that is there.`, { cause });
}
