import type { Database } from 'better-sqlite3';
import type { Library, StoredAnswer } from '../../library.ts';
import { inLibraryTerms } from './failures.ts';

/** Answers that were given, kept so that their permalinks and feedback work. */
export function keepAnswers(db: Database): Pick<Library, 'keepAnswer' | 'answer' | 'giveFeedback'> {
  const upsert = db.prepare<[string, string]>(
    'INSERT INTO answers (id, json) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json',
  );
  const unlinkPapers = db.prepare<[string]>('DELETE FROM answer_papers WHERE answer = ?');
  const linkPaper = db.prepare<[string, string]>('INSERT OR IGNORE INTO answer_papers VALUES (?, ?)');
  const resolve = db.prepare<[string, string], { id: string }>(
    'SELECT id FROM papers WHERE id = ? UNION ALL SELECT paper FROM aliases WHERE id = ? LIMIT 1',
  );
  const select = db.prepare<[string], { json: string; verdict: 'good' | 'bad' | null; comment: string | null }>(
    'SELECT json, verdict, comment FROM answers WHERE id = ?',
  );
  const update = db.prepare<[string, string | null, string]>(
    'UPDATE answers SET verdict = ?, comment = ? WHERE id = ?',
  );

  const keep = db.transaction(({ id, json, papers }: StoredAnswer) => {
    const quoted = papers.map((paper) => resolve.get(paper, paper)?.id);
    // A paper that was removed while the answer was being written must leave no trace in it.
    if (quoted.some((paper) => paper === undefined)) return;
    upsert.run(id, json);
    unlinkPapers.run(id);
    for (const paper of quoted) if (paper !== undefined) linkPaper.run(id, paper);
  });

  return {
    keepAnswer: (answer) => inLibraryTerms(() => keep.immediate(answer)),
    answer: (id) =>
      inLibraryTerms(() => {
        const row = select.get(id);
        if (!row) return null;
        const feedback = row.verdict === null ? null : { verdict: row.verdict, comment: row.comment };
        return { json: row.json, feedback };
      }),
    giveFeedback: (id, { verdict, comment }) => inLibraryTerms(() => update.run(verdict, comment, id).changes > 0),
  };
}
