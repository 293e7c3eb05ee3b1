import { z } from 'zod';
import type { Library } from '../../library.ts';
import { keptAnswers } from '../kept-answers.ts';
import type { Catalog } from './catalog.ts';
import { nextMoment } from './object-id.ts';
import { parsedJson } from './parsed-json.ts';
import type { Records } from './records.ts';
import { publicationOf } from './view.ts';

/** After so many new answers it is looked whether there are too many. */
const lookAfter = 200;

const FeedbackSchema = z.object({ verdict: z.enum(['good', 'bad']), comment: z.string().nullable() });
const AnswerSchema = z.object({ json: z.string(), feedback: FeedbackSchema.nullable() });
const KeySchema = z.object({ id: z.string(), name: z.string(), sha256: z.string(), createdAt: z.string() });
const NoteSchema = z.object({ value: z.string() });

type Kept = Pick<
  Library,
  | 'keepAnswer'
  | 'answer'
  | 'answers'
  | 'dropAnswers'
  | 'giveFeedback'
  | 'addKey'
  | 'keys'
  | 'revokeKey'
  | 'note'
  | 'notes'
  | 'setNote'
>;

/** Answers, keys and notes. */
export function keepBeside(records: Records, catalog: Catalog): Kept {
  let sinceLooked = 0;

  const readAnswer = async (id: string) => {
    const found = await records.get('answer', id);
    const answer = found && AnswerSchema.safeParse(parsedJson(found.json)).data;
    return answer ? { ...answer, papers: found.papers } : null;
  };

  const dropOldest = async () => {
    const names = await records.names('answer');
    for (const name of names.slice(0, Math.max(0, names.length - keptAnswers))) await records.remove('answer', name);
  };

  return {
    async keepAnswer({ id, json, papers }) {
      const now = nextMoment();
      const view = await catalog.fresh();
      const quoted = papers.map((paper) => publicationOf(view, paper)?.id ?? null);
      // A paper that was removed while the answer was being written must leave no trace in it.
      if (quoted.includes(null)) return;
      const feedback = (await readAnswer(id))?.feedback ?? null;
      const here = quoted.filter((paper) => paper !== null);
      await records.set('answer', id, JSON.stringify({ json, feedback }), here, now);
      const after = here.length > 0 ? await catalog.refresh() : view;
      if (here.some((paper) => !publicationOf(after, paper))) await records.remove('answer', id);
      sinceLooked += 1;
      if (sinceLooked < lookAfter) return;
      sinceLooked = 0;
      await dropOldest();
    },
    async answer(id) {
      const found = await readAnswer(id);
      return found && { json: found.json, feedback: found.feedback };
    },
    async *answers() {
      for (const id of await records.names('answer')) {
        const found = await readAnswer(id);
        if (!found) continue;
        const view = await catalog.fresh();
        const papers = found.papers.flatMap((paper) => publicationOf(view, paper)?.id ?? []);
        yield { id, ...found, papers: [...new Set(papers)] };
      }
    },
    async dropAnswers(ids) {
      for (const id of ids) await records.remove('answer', id);
    },
    async giveFeedback(id, feedback) {
      const found = await readAnswer(id);
      if (!found) return false;
      await records.set('answer', id, JSON.stringify({ json: found.json, feedback }), found.papers);
      return true;
    },

    addKey: ({ id, name, sha256, createdAt }) =>
      records.set('key', id, JSON.stringify({ id, name, sha256, createdAt })),
    async keys() {
      const found = (await records.all('key')).flatMap(({ json }) => KeySchema.safeParse(parsedJson(json)).data ?? []);
      return found.sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
    },
    revokeKey: (id) => records.remove('key', id),

    async note(name) {
      const found = await records.get('note', name);
      return (found && NoteSchema.safeParse(parsedJson(found.json)).data?.value) ?? null;
    },
    async notes() {
      const all = await records.all('note');
      const found = all.flatMap(({ name, json }) => {
        const note = NoteSchema.safeParse(parsedJson(json));
        return note.success ? [{ name, value: note.data.value }] : [];
      });
      return found.sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    async setNote(name, value) {
      if (value === null) await records.remove('note', name);
      else await records.set('note', name, JSON.stringify({ value }));
    },
  };
}
