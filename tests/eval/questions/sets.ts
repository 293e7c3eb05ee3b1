import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const folder = new URL('../../../data/eval/', import.meta.url);

const SplitSchema = z.enum(['dev', 'held-out']);

/** `dev` is for building; `held-out` is only measured. */
export type Split = z.infer<typeof SplitSchema>;

const PaperNameSchema = z.enum(['sadi', 'sarwar']);

/** One of the two default papers, as `tests/fixtures/default-papers.ts` names them. */
export type PaperName = z.infer<typeof PaperNameSchema>;

const PlaceSchema = z.strictObject({ paper: PaperNameSchema, quote: z.string().min(1) });

/** The least stretch of a paper that answers, letter for letter as its reading text has it. */
export type Place = z.infer<typeof PlaceSchema>;

const EvidenceSchema = z.array(z.array(PlaceSchema).min(1));

/** Everything that has to be found; of each item any one place will do. */
export type Evidence = z.infer<typeof EvidenceSchema>;

const KeywordsSchema = z.array(z.array(z.string().min(1)).min(1));

/** What an answer has to hold: of each inner list one string, compared in lower case. */
export type Keywords = z.infer<typeof KeywordsSchema>;

const QuestionSchema = z.strictObject({
  id: z.string().regex(/^q-\d{3}$/),
  split: SplitSchema,
  kind: z.enum([
    'plain',
    'paraphrase',
    'typos',
    'lower-case',
    'both-papers',
    'comparing',
    'counting',
    'number',
    'name',
    'reason',
    'definition',
    'yes-no',
    'list',
    'when',
  ]),
  question: z.string().min(1),
  evidence: EvidenceSchema.min(1),
  keywords: KeywordsSchema.min(1).max(3),
  note: z.string().optional(),
});

/** A question that the papers answer; `data/eval/README.md` says what each field is. */
export type AnswerableQuestion = z.infer<typeof QuestionSchema>;

/** The kinds of answerable question. */
export const questionKinds = QuestionSchema.shape.kind.options;

const UnanswerableSchema = z.strictObject({
  id: z.string().regex(/^u-\d{3}$/),
  split: SplitSchema,
  kind: z.enum([
    'missing-detail',
    'other-country',
    'other-year',
    'near-miss-name',
    'false-premise',
    'other-paper',
    'off-topic',
  ]),
  question: z.string().min(1),
  absent: z
    .array(z.strictObject({ text: z.string().min(1), from: z.enum(['both', ...PaperNameSchema.options]) }))
    .default([]),
  contradicted: PlaceSchema.optional(),
  elsewhere: PlaceSchema.optional(),
  note: z.string(),
});

/** A question that the papers, or the paper it names, do not answer. */
export type UnanswerableQuestion = z.infer<typeof UnanswerableSchema>;

/** The kinds of question without an answer. */
export const unanswerableKinds = UnanswerableSchema.shape.kind.options;

const TurnSchema = z.strictObject({
  kind: z.enum(['first', 'pronoun', 'bare-name', 'why', 'ellipsis', 'new-topic', 'source', 'both']),
  question: z.string().min(1),
  standalone: z.string().min(1),
  evidence: EvidenceSchema.default([]),
  keywords: KeywordsSchema.max(3).default([]),
  answerable: z.boolean(),
  note: z.string().optional(),
});

/** One question of a conversation, and how a person would ask it without the conversation. */
export type Turn = z.infer<typeof TurnSchema>;

/** The kinds of turn. */
export const turnKinds = TurnSchema.shape.kind.options;

const ConversationSchema = z.strictObject({
  id: z.string().regex(/^c-\d{2,3}$/),
  split: SplitSchema,
  turns: z.array(TurnSchema).min(2).max(4),
  note: z.string().optional(),
});

/** A conversation of 2–4 turns. */
export type Conversation = z.infer<typeof ConversationSchema>;

function entriesOf<Entry extends { split: Split }>(name: string, schema: z.ZodType<Entry>, split?: Split): Entry[] {
  const file = new URL(name, folder);
  if (!existsSync(file)) return [];
  const entries = z.array(schema).parse(JSON.parse(readFileSync(file, 'utf8')));
  return split === undefined ? entries : entries.filter((entry) => entry.split === split);
}

/** The answerable questions of a split, or all; [] where the file is not there. */
export function answerableQuestions(split?: Split): AnswerableQuestion[] {
  return entriesOf('questions.json', QuestionSchema, split);
}

/** The questions without an answer of a split, or all; [] where the file is not there. */
export function unanswerableQuestions(split?: Split): UnanswerableQuestion[] {
  return entriesOf('unanswerable.json', UnanswerableSchema, split);
}

/** The conversations of a split, or all; [] where the file is not there. */
export function conversations(split?: Split): Conversation[] {
  return entriesOf('conversations.json', ConversationSchema, split);
}
