import type { Database } from 'better-sqlite3';
import type { Library } from '../../library.ts';
import { inLibraryTerms } from './failures.ts';

/** Small named facts about the library. */
export function keepNotes(db: Database): Pick<Library, 'note' | 'setNote'> {
  const select = db.prepare<[string], { value: string }>('SELECT value FROM notes WHERE name = ?');
  const upsert = db.prepare<{ name: string; value: string }>(
    'INSERT OR REPLACE INTO notes VALUES (@name, @value, seal(@name, @value))',
  );
  return {
    note: (name) => inLibraryTerms(() => select.get(name)?.value ?? null),
    setNote: (name, value) => inLibraryTerms(() => void upsert.run({ name, value })),
  };
}
