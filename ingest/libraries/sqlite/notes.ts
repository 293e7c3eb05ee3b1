import type { Database } from 'better-sqlite3';
import type { Library, Note } from '../../library.ts';
import { inLibraryTerms } from './failures.ts';

/** Small named facts about the library. */
export function keepNotes(db: Database): Pick<Library, 'note' | 'notes' | 'setNote'> {
  const select = db.prepare<[string], { value: string }>('SELECT value FROM notes WHERE name = ?');
  const selectAll = db.prepare<[], Note>('SELECT name, value FROM notes ORDER BY name');
  const drop = db.prepare<[string]>('DELETE FROM notes WHERE name = ?');
  const upsert = db.prepare<{ name: string; value: string }>(
    'INSERT OR REPLACE INTO notes VALUES (@name, @value, seal(@name, @value))',
  );
  return {
    note: (name) => inLibraryTerms(() => select.get(name)?.value ?? null),
    notes: () => inLibraryTerms(() => selectAll.all()),
    setNote: (name, value) =>
      inLibraryTerms(() => {
        if (value === null) drop.run(name);
        else upsert.run({ name, value });
      }),
  };
}
