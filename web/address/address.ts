import { type Permalink, parsePermalink } from './permalink.ts';

/** A conversation: its kept answers, oldest first, and the papers that are asked (empty: all). */
export interface AskView {
  readonly page: 'ask';
  readonly answers: readonly string[];
  readonly papers: readonly string[];
}

/** Checking quotations: a draft that this browser keeps, or a text that the address itself holds, or none yet. */
export interface CheckView {
  readonly page: 'check';
  readonly draft: string | null;
  readonly text: string;
  /** Who is claimed to have said it; "" where nobody is named. */
  readonly source: string;
  /** The findings that are shown: a verdict, or a group of them; null: all. */
  readonly show: string | null;
  /** The finding that is chosen, 1-based; null: none. */
  readonly finding: number | null;
}

/** The papers, narrowed down by words ("": all) and in an order (null: the usual one). */
export interface LibraryView {
  readonly page: 'library';
  readonly find: string;
  readonly order: string | null;
}

/** What can stand in the page's main part. */
export type MainView = AskView | CheckView | LibraryView;

/** An entry of the browser's history. */
export interface Address {
  /** Path, query and fragment. */
  readonly href: string;
  /** The paper that is open; null when none is. */
  readonly permalink: Permalink | null;
  /** What stands in the main part, alone or beside the paper. */
  readonly main: MainView;
  /** The address of the main part alone. */
  readonly mainHref: string;
  /** A question whose answer was under way when the page was left, or never came; null when there is none. */
  readonly asking: string | null;
  /** Whether that answer was stopped, or failed. */
  readonly ended: boolean;
}

/** What the browser keeps for an entry of its history, over reloads too. */
export interface EntryState {
  /** Where a paper's address is: the address of what stands beside it. */
  readonly beside?: string;
  readonly asking?: string;
  readonly ended?: boolean;
}

const idPattern = /^[\w-]{1,128}$/;
/** More ids than a conversation or a choice of papers ever has in an address are an attack. */
const mostIds = 200;

function idsIn(value: string | null): string[] {
  return (value ?? '')
    .split(',')
    .filter((id) => idPattern.test(id))
    .slice(0, mostIds);
}

function parseCheck(draft: string | null, fragment: string): CheckView {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  const [show, finding] = [fields.get('show') ?? '', fields.get('finding') ?? ''];
  return {
    page: 'check',
    draft,
    text: fields.get('text') ?? '',
    source: fields.get('source') ?? '',
    show: /^[a-z-]{1,40}$/.test(show) ? show : null,
    finding: /^[1-9]\d{0,5}$/.test(finding) ? Number(finding) : null,
  };
}

function parseLibrary(fragment: string): LibraryView {
  const fields = new URLSearchParams(fragment.replace(/^#/, ''));
  const order = fields.get('order') ?? '';
  return { page: 'library', find: fields.get('find') ?? '', order: /^[a-z]{1,20}$/.test(order) ? order : null };
}

/** Reads an address of the main part; what it does not know is an empty conversation. */
export function parseMain(href: string): MainView {
  const [, path = '/', query = '', fragment = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(href) ?? [];
  const [, room, id] = /^\/([a-z]*)(?:\/([\w-]{1,128}))?\/?$/.exec(path) ?? [];
  if (room === 'check') return parseCheck(id ?? null, fragment);
  if (room === 'library' && id === undefined) return parseLibrary(fragment);
  const fields = new URLSearchParams(query);
  const papers = idsIn(fields.get('papers'));
  const answers = room === 'answers' && id !== undefined ? [...idsIn(fields.get('after')), id] : [];
  return { page: 'ask', answers, papers };
}

function stateOf(value: unknown): EntryState {
  if (typeof value !== 'object' || value === null) return {};
  return {
    ...('beside' in value && typeof value.beside === 'string' ? { beside: value.beside } : {}),
    ...('asking' in value && typeof value.asking === 'string' ? { asking: value.asking } : {}),
    ...('ended' in value && value.ended === true ? { ended: true } : {}),
  };
}

/** Reads path, query and fragment with what the history entry keeps (any value: other versions wrote it too). */
export function parseAddress(href: string, historyState: unknown): Address {
  const permalink = parsePermalink(href);
  const { beside = '/', asking = null, ended = false } = stateOf(historyState);
  const mainHref = permalink ? beside : href;
  return { href, permalink, main: parseMain(mainHref), mainHref, asking, ended };
}

/**
 * Where a conversation stands: its last answer's address, which also names the answers before it and the papers that
 * were chosen, so that whoever gets the address sees the same.
 */
export function conversationHref({ answers, papers }: Pick<AskView, 'answers' | 'papers'>): string {
  const last = answers.at(-1);
  const fields = [
    answers.length > 1 ? `after=${answers.slice(0, -1).join(',')}` : null,
    papers.length > 0 ? `papers=${papers.join(',')}` : null,
  ].filter((field) => field !== null);
  const path = last === undefined ? '/' : `/answers/${encodeURIComponent(last)}`;
  return fields.length === 0 ? path : `${path}?${fields.join('&')}`;
}

/**
 * Where a check stands, with what is chosen in it. A text that was pasted is in the fragment, so it is in no server's
 * log; a draft is named.
 */
export function checkHref(view: Partial<Omit<CheckView, 'page'>>): string {
  const { draft = null, text = '', source = '', show = null, finding = null } = view;
  const fields = new URLSearchParams();
  if (draft === null && text !== '') fields.set('text', text);
  if (draft === null && text !== '' && source !== '') fields.set('source', source);
  if (show !== null) fields.set('show', show);
  if (finding !== null) fields.set('finding', String(finding));
  const path = draft === null ? '/check' : `/check/${encodeURIComponent(draft)}`;
  const fragment = text === '' && draft === null ? '' : fields.toString();
  return fragment === '' ? path : `${path}#${fragment}`;
}

/** Where the library stands, as it is narrowed down and ordered. */
export function libraryHref({ find, order }: Omit<LibraryView, 'page'>): string {
  const fields = new URLSearchParams({ ...(find === '' ? {} : { find }), ...(order === null ? {} : { order }) });
  const fragment = fields.toString();
  return fragment === '' ? '/library' : `/library#${fragment}`;
}
