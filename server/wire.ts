import { z } from '@hono/zod-openapi';

const count = z.number().int().nonnegative();
const offset = count.describe('UTF-16 code units of the frozen text, zero-based');

export const SpanSchema = z.object({ start: offset, end: offset }).openapi('Span');

export const PaperRefSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    authors: z.array(z.string()),
    year: z.number().int().nullable(),
    source: z.string().describe('file name'),
  })
  .openapi('PaperRef');

/** A place in a paper: the same object in answers, checks, permalinks and Slack. */
export const PlaceSchema = z
  .object({
    number: z.number().int().positive().describe('the marker, 1-based'),
    paper: PaperRefSchema,
    page: z.number().int().positive().nullable(),
    pageLabel: z.string().nullable(),
    section: z.string().nullable(),
    paragraph: z.number().int().positive().nullable().describe('1-based within the section'),
    quote: z.string().describe('reading text of the pieces'),
    pieces: z.array(SpanSchema).min(1),
    start: offset,
    end: offset,
    prefix: z.string(),
    suffix: z.string(),
    paperSha256: z.string(),
    match: z.enum(['exact', 'normalized', 'approximate']),
    secondary: z.object({ author: z.string(), marker: z.string().nullable() }).nullable(),
    passageId: z.string(),
    permalink: z.string(),
  })
  .openapi('Place');

export const EvidencePassageSchema = z
  .object({
    id: z.string(),
    paperId: z.string(),
    page: z.number().int().positive().nullable(),
    section: z.string().nullable(),
    text: z.string().describe('reading text, at most 250 words'),
    start: offset,
    end: offset,
    score: z.number().describe('higher is closer'),
  })
  .openapi('EvidencePassage');

export const AbstentionSchema = z
  .object({
    reason: z.enum(['no-evidence', 'weak-evidence', 'named-source-lacks-it', 'false-premise', 'not-about-the-library']),
    message: z.string(),
    nearest: z.array(z.string()).describe('passage ids'),
  })
  .openapi('Abstention');

export const RejectedSchema = z
  .object({ quote: z.string(), reason: z.enum(['not-found', 'altered']) })
  .openapi('RejectedQuotation');

export const ChangeSchema = z
  .object({
    class: z.enum([
      'number',
      'negation',
      'hedge',
      'direction',
      'name',
      'word',
      'omission',
      'addition',
      'style',
      'ellipsis',
      'bracket',
    ]),
    source: z.string(),
    quote: z.string(),
    permitted: z.boolean(),
    start: count.describe(
      'of the changed words or marks in the text given, UTF-16 code units; equal to end where the text has none of them',
    ),
    end: count,
    sourceStart: count
      .nullable()
      .describe(
        'of the changed words or marks in sourceQuote, UTF-16 code units; equal to sourceEnd where the source has none of them, null where sourceQuote does not hold them',
      ),
    sourceEnd: count.nullable(),
  })
  .openapi('Change');

export const CheckResultSchema = z
  .object({
    kind: z.enum(['quotation', 'claim']).describe('claim: words of the draft’s own that name or refer to a paper'),
    quote: z.string(),
    start: count,
    end: count,
    claimedSource: z.object({ text: z.string(), paperId: z.string().nullable() }).nullable(),
    verdict: z.enum([
      'verbatim',
      'verbatim-marked-edits',
      'altered',
      'stitched',
      'misattributed',
      'secondary',
      'paraphrase-supported',
      'paraphrase-partly',
      'paraphrase-contradicted',
      'not-found',
      'cannot-tell',
    ]),
    changes: z.array(ChangeSchema),
    matches: z.array(PlaceSchema),
    nearest: z.array(PlaceSchema),
    sourceQuote: z.string().nullable(),
    context: z
      .object({ before: z.string(), after: z.string() })
      .nullable()
      .describe('the sentences round the first match, as a reader reads them'),
    originalAuthor: z.string().nullable(),
    warnings: z.array(
      z.object({
        kind: z.enum([
          'elided-negation',
          'elided-hedge',
          'bracket-changes-referent',
          'hypothesis',
          'question',
          'reported-speech',
          'cited-source',
          'source-not-in-library',
          'elided-paragraph',
          'other-paper',
          'other-year',
          'other-page',
        ]),
        message: z.string(),
      }),
    ),
    explanation: z.string(),
  })
  .openapi('CheckResult');

export const VerdictSchema = CheckResultSchema.shape.verdict;

export const CheckRequestSchema = z
  .object({
    text: z.string().describe('a quotation, or a sentence or paragraph with quotations in it; 1–100,000 characters'),
    source: z
      .string()
      .max(1000)
      .optional()
      .describe('who is claimed to have said it: paper id, author(s), author(s) and year, or title'),
  })
  .openapi('CheckRequest');

export const DraftRequestSchema = z
  .object({ text: z.string().describe('plain text or Markdown, 1–2,000,000 characters') })
  .openapi('DraftRequest');

export const CheckSummarySchema = z.record(VerdictSchema, count).describe('how many results have each verdict');

export const CheckReportSchema = z
  .object({
    results: z.array(CheckResultSchema).describe('in the order of the text'),
    summary: CheckSummarySchema,
    notice: z.string().nullable().describe('what the reader has to know, e.g. that there was nothing to check'),
  })
  .openapi('CheckReport');

export const CheckEventSchema = z
  .discriminatedUnion('type', [
    z
      .object({
        type: z.literal('draft-read'),
        text: z.string().describe('the draft’s text, which offsets of results point into'),
        name: z.string().nullable().describe('file name; null for a text that was given as such'),
      })
      .describe('once, before any result'),
    z.object({ type: z.literal('check-progress'), done: count, total: count }),
    z.object({ type: z.literal('check-result'), result: CheckResultSchema }),
    z.object({ type: z.literal('check-end'), ...CheckReportSchema.shape }),
    z.object({
      type: z.literal('error'),
      code: z.string(),
      message: z.string(),
      requestId: z.string().optional(),
    }),
  ])
  .openapi('CheckEvent');

export const TurnSchema = z.object({ question: z.string(), answer: z.string() }).openapi('Turn');

export const AskRequestSchema = z
  .object({
    question: z.string().describe('1–2,000 characters'),
    history: z.array(TurnSchema).optional().describe('oldest first'),
    papers: z.array(z.string()).max(1000).optional().describe('paper ids: ask only these'),
    limit: z.number().int().min(1).max(20).optional().describe('passages to retrieve, 8 unless told'),
  })
  .openapi('AskRequest');

export const FeedbackSchema = z
  .object({ verdict: z.enum(['good', 'bad']), comment: z.string().max(2000).optional() })
  .openapi('Feedback');

export const AnswerSchema = z
  .object({
    id: z.string(),
    question: z.string(),
    standaloneQuestion: z.string().describe('the question with its context filled in'),
    answered: z.boolean(),
    abstention: AbstentionSchema.nullable(),
    text: z.string().describe('the whole answer, plain, with markers like [1]'),
    parts: z.array(z.object({ text: z.string(), citations: z.array(z.number().int().positive()) })),
    citations: z.array(PlaceSchema),
    rejected: z.array(RejectedSchema),
    passages: z.array(EvidencePassageSchema),
    checks: z.array(CheckResultSchema),
    confidence: z
      .number()
      .min(0)
      .max(1)
      .nullable()
      .optional()
      .describe(
        'how likely the passages hold an answer, before one was written; null where that was not weighed, absent in answers kept from before',
      ),
    writer: z.string().describe('"extractive", or the chat model'),
    notice: z.string().nullable().describe('what the reader has to know, e.g. that the chat model failed'),
    libraryRevision: count,
    feedback: FeedbackSchema.nullable()
      .optional()
      .describe('what a reader said of it; only of an answer that is asked for again'),
  })
  .openapi('Answer');

export const AnswerEventSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('evidence-found'), passages: z.array(EvidencePassageSchema) }),
    z.object({ type: z.literal('text-delta'), text: z.string() }),
    z.object({ type: z.literal('citation-verified'), citation: PlaceSchema }),
    z.object({ type: z.literal('citation-rejected'), quote: z.string(), reason: RejectedSchema.shape.reason }),
    z.object({ type: z.literal('answer-restarted'), notice: z.string() }),
    z.object({ type: z.literal('answer-end'), answer: AnswerSchema }),
    z.object({
      type: z.literal('error'),
      code: z.string(),
      message: z.string(),
      requestId: z.string().optional(),
    }),
  ])
  .openapi('AnswerEvent');

export const PaperSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    authors: z.array(z.string()),
    year: z.number().int().nullable(),
    doi: z.string().nullable(),
    source: z.string(),
    sha256: z.string(),
    pages: count.nullable(),
    passages: count,
    warnings: z.array(z.string()),
  })
  .openapi('Paper');

export const PaperDetailSchema = PaperSchema.extend({
  sections: z.array(
    z.object({
      title: z.string(),
      level: z.number().int().positive(),
      start: offset,
      end: offset,
      heading: SpanSchema.optional().describe('the heading alone; start to end is all up to the next one'),
    }),
  ),
  references: z.array(
    z.object({
      text: z.string(),
      authors: z.array(z.string()),
      year: z.string().nullable(),
      title: z.string().nullable(),
      start: offset,
      end: offset,
    }),
  ),
}).openapi('PaperDetail');

export const CorrectionSchema = z
  .object({
    title: z.string().min(1).max(1000).optional(),
    authors: z.array(z.string().min(1).max(200)).max(500).optional(),
    year: z.number().int().min(1000).max(2999).nullable().optional(),
    doi: z.string().max(300).nullable().optional().describe('10.…/…, also as a link or with "doi:"; null: it has none'),
  })
  .openapi('Correction');

export const PaperTextSchema = z
  .object({
    text: z.string().describe('the frozen text'),
    pages: z.array(
      z.object({ number: z.number().int().positive(), label: z.string().nullable(), start: offset, end: offset }),
    ),
    furniture: z.array(SpanSchema),
    paragraphs: z
      .array(SpanSchema)
      .describe('in reading order, headings and references excluded; one that a page end or a note cuts is one'),
  })
  .openapi('PaperText');

export const JobSchema = z
  .object({
    id: z.string(),
    state: z.enum(['queued', 'running', 'done', 'failed']),
    file: z.string(),
    done: count.describe('passages embedded'),
    total: count.describe('passages in all; 0 until they are known'),
    paperId: z.string().nullable(),
    outcome: z
      .enum(['added', 'replaced', 'unchanged'])
      .nullable()
      .describe('what a done job did: "unchanged" when the library had the paper already'),
    note: z.string().nullable().describe('a sentence about the outcome, e.g. that a paper of that name is kept too'),
    error: z.string().nullable(),
  })
  .openapi('Job');

export const ErrorSchema = z
  .object({ error: z.object({ code: z.string(), message: z.string(), requestId: z.string() }) })
  .openapi('Error');

export type WireSpan = z.infer<typeof SpanSchema>;
export type PaperRef = z.infer<typeof PaperRefSchema>;
export type Place = z.infer<typeof PlaceSchema>;
export type EvidencePassage = z.infer<typeof EvidencePassageSchema>;
export type Abstention = z.infer<typeof AbstentionSchema>;
export type RejectedQuotation = z.infer<typeof RejectedSchema>;
export type Change = z.infer<typeof ChangeSchema>;
export type CheckResult = z.infer<typeof CheckResultSchema>;
export type Verdict = z.infer<typeof VerdictSchema>;
export type CheckRequest = z.infer<typeof CheckRequestSchema>;
export type CheckSummary = z.infer<typeof CheckSummarySchema>;
export type CheckReport = z.infer<typeof CheckReportSchema>;
export type CheckEvent = z.infer<typeof CheckEventSchema>;
export type Turn = z.infer<typeof TurnSchema>;
export type AskRequest = z.infer<typeof AskRequestSchema>;
export type Answer = z.infer<typeof AnswerSchema>;
export type AnswerEvent = z.infer<typeof AnswerEventSchema>;
export type WirePaper = z.infer<typeof PaperSchema>;
export type WirePaperDetail = z.infer<typeof PaperDetailSchema>;
export type WireCorrection = z.infer<typeof CorrectionSchema>;
export type WirePaperText = z.infer<typeof PaperTextSchema>;
export type Job = z.infer<typeof JobSchema>;
export type WireError = z.infer<typeof ErrorSchema>;
