import type { Database } from 'better-sqlite3';
import type { Feedback, KeptAnswer, Library, StoredAnswer } from '../../library.ts';
import type { PaperId } from '../../paper.ts';
import { keptAnswers } from '../kept-answers.ts';
import { inLibraryTerms } from './failures.ts';

/** Writes answers, several in one transaction; the connection may be a writing thread's. */
export function writeAnswers(db: Database): (answers: readonly StoredAnswer[]) => void {
  const upsert = db.prepare<{ id: string; json: string }>(
    `INSERT INTO answers (id, json, seal) VALUES (@id, @json, seal(@id, @json, NULL, NULL))
     ON CONFLICT (id) DO UPDATE SET json = excluded.json, seal = seal(id, excluded.json, verdict, comment)`,
  );
  const dropOldest = db.prepare<[number]>(
    `DELETE FROM answers WHERE rowid IN (
       SELECT rowid FROM answers ORDER BY rowid LIMIT max(0, (SELECT count(*) FROM answers) - ?))`,
  );
  const unlinkPapers = db.prepare<[string]>('DELETE FROM answer_papers WHERE answer = ?');
  const linkPaper = db.prepare<[string, string]>('INSERT OR IGNORE INTO answer_papers VALUES (?, ?)');
  const resolve = db.prepare<[string, string], { id: string }>(
    'SELECT id FROM papers WHERE id = ? UNION ALL SELECT paper FROM aliases WHERE id = ? LIMIT 1',
  );

  const keep = ({ id, json, papers }: StoredAnswer) => {
    const quoted = papers.map((paper) => resolve.get(paper, paper)?.id);
    // A paper that was removed while the answer was being written must leave no trace in it.
    if (quoted.some((paper) => paper === undefined)) return;
    upsert.run({ id, json });
    unlinkPapers.run(id);
    for (const paper of quoted) if (paper !== undefined) linkPaper.run(id, paper);
  };
  const keepAll = db.transaction((answers: readonly StoredAnswer[]) => {
    for (const answer of answers) keep(answer);
    dropOldest.run(keptAnswers);
  });
  return (answers) => keepAll.immediate(answers);
}

/** Answers read at once when all are asked for. */
const answersAtOnce = 100;

interface AnswerRow {
  readonly json: string;
  readonly verdict: 'good' | 'bad' | null;
  readonly comment: string | null;
}

function feedbackOf({ verdict, comment }: AnswerRow): Feedback | null {
  return verdict === null ? null : { verdict, comment };
}

/** Answers that were given and kept, so that their permalinks and feedback work. */
export function keptAnswersOf(db: Database): Pick<Library, 'answer' | 'answers' | 'dropAnswers' | 'giveFeedback'> {
  const select = db.prepare<[string], AnswerRow>(
    // What changed on the disk may hold words that no paper has: it counts as gone.
    'SELECT json, verdict, comment FROM answers WHERE id = ? AND seal = seal(id, json, verdict, comment)',
  );
  const selectNext = db.prepare<[number, number], AnswerRow & { row: number; id: string }>(
    `SELECT rowid AS row, id, json, verdict, comment FROM answers
     WHERE rowid > ? AND seal = seal(id, json, verdict, comment) ORDER BY rowid LIMIT ?`,
  );
  const selectPapers = db.prepare<[string], { paper: string }>('SELECT paper FROM answer_papers WHERE answer = ?');
  const update = db.prepare<Feedback & { id: string }>(
    'UPDATE answers SET verdict = @verdict, comment = @comment, seal = seal(id, json, @verdict, @comment) WHERE id = @id',
  );
  const drop = db.prepare<[string]>('DELETE FROM answers WHERE id = ?');

  const nextAnswers = db.transaction((last: number) => {
    const rows = selectNext.all(last, answersAtOnce);
    const answers = rows.map((row): KeptAnswer => {
      const papers = selectPapers.all(row.id).map(({ paper }) => paper as PaperId);
      return { id: row.id, json: row.json, papers, feedback: feedbackOf(row) };
    });
    return { answers, end: rows.at(-1)?.row ?? last };
  });
  const dropAll = db.transaction((ids: readonly string[]) => ids.forEach((id) => drop.run(id)));

  return {
    answer: (id) =>
      inLibraryTerms(() => {
        const row = select.get(id);
        if (!row) return null;
        return { json: row.json, feedback: feedbackOf(row) };
      }),
    // Group by group: while rows of a statement are being read, its connection can do nothing else.
    async *answers() {
      for (let last = 0, more = true; more;) {
        const { answers, end } = await inLibraryTerms(() => nextAnswers(last));
        yield* answers;
        more = answers.length === answersAtOnce;
        last = end;
      }
    },
    dropAnswers: (ids) => inLibraryTerms(() => dropAll.immediate(ids)),
    giveFeedback: (id, { verdict, comment }) => inLibraryTerms(() => update.run({ id, verdict, comment }).changes > 0),
  };
}
