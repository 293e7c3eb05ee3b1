import { pino } from 'pino';
import { type IngestFile, type PaperOutcome } from '../../ingest/add-paper.ts';
import type { Library, NewPaper } from '../../ingest/library.ts';
import { type Paper, paperIdOf, passageIdOf, sha256Of } from '../../ingest/paper.ts';
import { createApp } from '../../server/app.ts';
import type { AppParts } from '../../server/http/parts.ts';
import { openChecker } from '../../server/quotes/checker.ts';
import { ScriptedAssistant, type Script, usualScript } from '../fakes/scripted-assistant.ts';
import { openMemoryLibrary } from '../fakes/memory-library.ts';

export interface TestApp {
  readonly app: ReturnType<typeof createApp>;
  readonly library: Library;
  readonly assistant: ScriptedAssistant;
  /** Everything that was logged, as one JSON line each. */
  readonly logged: string[];
  /** POSTs JSON. */
  readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
}

/** An app on loopback over a library in memory; `change` replaces parts. */
export function createTestApp(change: Partial<AppParts> & { script?: Script } = {}): TestApp {
  const library = change.library ?? openMemoryLibrary();
  const { script = usualScript(library), ...parts } = change;
  const assistant = new ScriptedAssistant(script);
  const logged: string[] = [];
  const app = createApp({
    library,
    assistant,
    checker: openChecker({ library }),
    addPaper: (file) => addText(library, file),
    ready: () => Promise.resolve(null),
    webFolder: null,
    access: { requireKey: false, allowedHosts: [], secureCookies: true },
    log: pino({ level: 'info' }, { write: (line: string) => void logged.push(line) }),
    version: '1.2.3',
    ...parts,
  });
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return { app, library, assistant, logged, post };
}

/** The error object of a response. */
export async function errorOf(response: Response): Promise<{ code: string; message: string; requestId: string }> {
  return ((await response.json()) as { error: { code: string; message: string; requestId: string } }).error;
}

const prose =
  'Trusting Machines\n\nIntroduction\n\nTrust is a second-order property of first-order relations. It qualifies them.\n\n' +
  'References\n\nTaddeo, M. (2010). Modelling trust in artificial agents. Minds and Machines, 20, 243–257.\n';

/** A paper of one passage, as a library takes it. */
export function somePaper(text = prose, name = 'sadi.txt', origin = `upload:${name}`): NewPaper {
  const id = paperIdOf(text);
  const heading = text.indexOf('Introduction');
  const reference = text.indexOf('Taddeo');
  const paper: Paper = {
    id,
    title: 'Trusting Machines',
    authors: ['A. Sadi'],
    year: 2025,
    doi: null,
    source: name,
    sha256: sha256Of(text),
    text,
    pages: [{ number: 1, label: '57', span: { start: 0, end: text.length } }],
    sections: [
      {
        title: 'Introduction',
        level: 1,
        heading: { start: heading, end: heading + 12 },
        span: { start: heading, end: text.length },
      },
    ],
    paragraphs: [{ start: heading + 14, end: reference }],
    references: [
      {
        span: { start: reference, end: text.length - 1 },
        authors: ['Taddeo'],
        year: '2010',
        title: 'Modelling trust in artificial agents',
      },
    ],
    mentions: [],
    furniture: [{ span: { start: 0, end: 17 }, kind: 'running-head' }],
    warnings: [],
  };
  const span = { start: heading, end: reference };
  const vector = new Float32Array(64);
  vector[0] = 1;
  const bytes = new TextEncoder().encode(text);
  return {
    paper,
    passages: [{ id: passageIdOf(id, span), paperId: id, span, section: 0 }],
    searchTexts: [text.slice(span.start, span.end)],
    vectors: [vector],
    original: { name, origin, bytes, sha256: sha256Of(bytes) },
  };
}

/** Adds an uploaded text to the library, as ingest does but without a model. */
export async function addText(library: Library, file: IngestFile): Promise<PaperOutcome> {
  const text = new TextDecoder().decode(await file.bytes());
  const entry = somePaper(text, file.name, file.origin);
  const old = await library.findOrigin(file.origin);
  const result = await library.add(entry, old && old.id !== entry.paper.id ? { replaces: old.id } : {});
  const state = result === 'present' ? 'unchanged' : result;
  return { file: file.name, state, paperId: entry.paper.id, passages: 1, reason: null };
}
