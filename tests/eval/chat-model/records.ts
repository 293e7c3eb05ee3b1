import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { AnswerSchema } from '../../../server/wire.ts';

const count = z.number().nonnegative();

const RecordSchema = z.object({
  id: z.string(),
  question: z.string(),
  answer: AnswerSchema,
  claimed: count,
  use: z.object({ requests: count, inputTokens: count, outputTokens: count, counted: z.boolean() }),
  firstWordsMs: count.nullable(),
  endMs: count,
});

/** An answer that was given in this evaluation, as one line of JSON keeps it. */
export type AnswerRecord = z.infer<typeof RecordSchema>;

/** The answers of a run, on disk as they come, so that a run that broke off goes on where it was. */
export interface Records {
  readonly known: ReadonlyMap<string, AnswerRecord>;
  keep(record: AnswerRecord): void;
}

/** Opens a file of records, or begins one. A line that a crash cut off is left out, and that question asked again. */
export function openRecords(file: string): Records {
  const known = new Map<string, AnswerRecord>();
  mkdirSync(dirname(file), { recursive: true });
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  for (const line of text.split('\n')) {
    const record = recordIn(line);
    if (record) known.set(record.id, record);
  }
  // What is appended must not be joined to a line that was cut off.
  let gap = text === '' || text.endsWith('\n') ? '' : '\n';
  return {
    known,
    keep(record) {
      known.set(record.id, record);
      appendFileSync(file, `${gap}${JSON.stringify(record)}\n`);
      gap = '';
    },
  };
}

function recordIn(line: string): AnswerRecord | null {
  try {
    return RecordSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
