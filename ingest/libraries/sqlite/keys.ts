import type { Database } from 'better-sqlite3';
import type { Library, StoredKey } from '../../library.ts';
import { inLibraryTerms } from './failures.ts';

/** Keys of programs and browsers, as SHA-256 only. */
export function keepKeys(db: Database): Pick<Library, 'addKey' | 'keys' | 'revokeKey'> {
  const insert = db.prepare<StoredKey>(
    'INSERT INTO keys VALUES (@id, @name, @sha256, @createdAt, seal(@id, @name, @sha256, @createdAt))',
  );
  const select = db.prepare<[], StoredKey>(
    'SELECT id, name, sha256, created_at AS createdAt FROM keys ORDER BY created_at, rowid',
  );
  const drop = db.prepare<[string]>('DELETE FROM keys WHERE id = ?');
  return {
    addKey: ({ id, name, sha256, createdAt }) => inLibraryTerms(() => void insert.run({ id, name, sha256, createdAt })),
    keys: () => inLibraryTerms(() => select.all()),
    revokeKey: (id) => inLibraryTerms(() => drop.run(id).changes > 0),
  };
}
