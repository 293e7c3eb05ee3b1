import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Place } from '../server/wire.ts';
import { conversationHref, libraryHref, type MainView } from './address/address.ts';
import { withShow } from './address/permalink.ts';
import { useAddress } from './address/use-address.ts';
import { AppHeader } from './app-header.tsx';
import { CheckView } from './check/check-view.tsx';
import { useCheck } from './check/use-check.ts';
import { Announcements } from './controls/announcements.tsx';
import { AskView } from './conversation/ask-view.tsx';
import { CopyCitationMenu } from './citation/copy-citation-menu.tsx';
import { useKeptConversation } from './conversation/use-kept-conversation.ts';
import { KeyHelp } from './key-help.tsx';
import { LibraryView } from './library/library-view.tsx';
import { RemovalNotes } from './library/removal-notes.tsx';
import { type PaperList, usePapers } from './library/use-papers.ts';
import { useRemovals } from './library/use-removals.ts';
import { useUploads } from './library/use-uploads.ts';
import { LoginNote } from './login-note.tsx';
import { useShortcuts } from './shortcuts.ts';
import { SourcePane } from './source/source-pane.tsx';
import { useSource } from './source/use-source.ts';
import { useStrayDrops } from './stray-drops.ts';

/** The whole page: one of three rooms, and beside it the source that is open. */
export function App() {
  const [address, navigate] = useAddress();
  const { permalink, main } = address;
  const all = usePapers();
  const uploads = useUploads(all.reload);
  const removals = useRemovals(all.drop);
  const list = useMemo(() => withoutPapers(all, removals.hidden), [all, removals.hidden]);
  const kept = useKeptConversation(address, navigate);
  const check = useCheck(address, navigate);
  const openLink = useMemo(() => permalink, [address.href]);
  const [source, reopenSource] = useSource(openLink);
  const [openedByReader, setOpenedByReader] = useState(false);
  const [helping, setHelping] = useState(false);
  const [said, setSaid] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const wantsQuestion = useRef(false);
  const opener = useRef<Element | null>(null);
  const hrefs = useRef<Record<MainView['page'], string>>({ ask: '/', check: '/check', library: '/library' });
  hrefs.current[main.page] = address.mainHref;
  hrefs.current.ask = kept.href;
  useStrayDrops();

  // The place that is open, however it is looked at.
  const openPermalink = permalink ? withShow(address.href, 'text') : null;
  // In a conversation the answer whose citation is open, or else the last one, is what j and k go through.
  const turn = kept.turns.findLast((candidate) => candidate.citations.some(isOpen)) ?? kept.turns.at(-1);
  const citations = main.page === 'check' ? check.places : main.page === 'ask' ? (turn?.citations ?? []) : [];
  const citation = citations.find(isOpen) ?? null;
  function isOpen(place: Place): boolean {
    return place.permalink === openPermalink;
  }

  const openHref = (to: string, how: 'push' | 'replace' = 'push') => {
    if (!to.startsWith('/papers/')) {
      navigate(to);
      return;
    }
    // Who looks at page images goes on looking at them.
    const href = permalink?.show === 'page' ? withShow(to, 'page') : to;
    if (!permalink) opener.current = document.activeElement;
    setOpenedByReader(true);
    // The marker of what is open already brings it back into view.
    if (href === address.href) reopenSource();
    else navigate(href, how, { beside: address.mainHref });
  };
  const closeSource = () => {
    if (!permalink) return;
    setOpenedByReader(false);
    navigate(address.mainHref);
    // Back to the marker of what was open last, or to what opened it.
    const marker = citation && markerOf(citation.permalink);
    const from = marker ?? opener.current;
    if (from instanceof HTMLElement && from.isConnected) from.focus();
  };
  const goCitation = (step: 1 | -1) => {
    const index = citation ? citations.indexOf(citation) + step : step > 0 ? 0 : citations.length - 1;
    const next: Place | undefined = citations[index];
    if (next) openHref(next.permalink, citation ? 'replace' : 'push');
  };
  const replaceMain = (href: string) => {
    if (permalink) navigate(address.href, 'replace', { beside: href });
    else navigate(href, 'replace');
  };
  const begin = () => navigate('/');
  const focusQuestion = () => {
    if (main.page === 'ask') field.current?.focus();
    else {
      wantsQuestion.current = true;
      navigate(kept.href);
    }
  };
  useLayoutEffect(() => {
    // The box is there once the room is.
    if (wantsQuestion.current) field.current?.focus();
    wantsQuestion.current = false;
  }, [main.page]);
  useShortcuts({ focusQuestion, closeSource, goCitation, showHelp: () => setHelping(true) });

  const paperTitle = permalink && source.state === 'open' ? source.paper.title : null;
  const title = paperTitle === null ? titleOf(main.page, kept.turns.at(-1)?.question) : `${paperTitle} – Ibid`;
  useEffect(() => {
    document.title = title;
  }, [title]);

  return (
    <Announcements.Provider
      value={useCallback((sentence: string) => setSaid((before) => distinct(before, sentence)), [])}
    >
      <div class={permalink ? 'app with-source' : 'app'}>
        <main class={`main ${main.page}-room`}>
          <div class="column">
            <AppHeader page={main.page} hrefs={hrefs.current} onOpen={openHref} onHelp={() => setHelping(true)} />
            <LoginNote />
            {main.page === 'ask' && (
              <AskView
                kept={kept}
                list={list}
                field={field}
                openPermalink={openPermalink}
                onOpenHref={openHref}
                onBegin={begin}
              />
            )}
            {main.page === 'check' && (
              <CheckView check={check} papers={list.papers} openPermalink={openPermalink} onOpenHref={openHref} />
            )}
            {main.page === 'library' && (
              <LibraryView
                list={list}
                uploads={uploads}
                removals={removals}
                view={main}
                onView={(view) => replaceMain(libraryHref(view))}
                onOpenHref={openHref}
                onAskPapers={(papers) => navigate(conversationHref({ answers: [], papers }))}
              />
            )}
          </div>
        </main>
        {permalink && (
          <SourcePane
            source={source}
            citation={citation}
            citations={citations}
            show={permalink.show}
            takesFocus={openedByReader}
            {...(citation && { actions: <CopyCitationMenu citation={citation} /> })}
            onShow={(show) => navigate(withShow(address.href, show), 'replace', { beside: address.mainHref })}
            onOpen={openHref}
            onGo={goCitation}
            onClose={closeSource}
            onRetry={reopenSource}
          />
        )}
        <RemovalNotes removals={removals} />
        {helping && <KeyHelp onClose={() => setHelping(false)} />}
        <div class="visually-hidden" role="status" aria-live="polite">
          {said}
        </div>
      </div>
    </Announcements.Provider>
  );
}

function markerOf(permalink: string): HTMLElement | null {
  const markers = [...document.querySelectorAll<HTMLElement>('.citation-marker')];
  return markers.find((marker) => marker.dataset.permalink === permalink) ?? null;
}

function titleOf(page: MainView['page'], question: string | undefined): string {
  if (page === 'check') return 'Check quotations – Ibid';
  if (page === 'library') return 'Library – Ibid';
  return question === undefined ? 'Ibid' : `${question} – Ibid`;
}

/** The same sentence twice in a row is said twice: a live region speaks only when its text changes. */
function distinct(before: string, sentence: string): string {
  return before === sentence ? `${sentence}\u00a0` : sentence;
}

/** What is about to be removed is in no list any more. */
function withoutPapers(list: PaperList, hidden: ReadonlySet<string>): PaperList {
  if (hidden.size === 0 || list.papers === null) return list;
  return { ...list, papers: list.papers.filter(({ id }) => !hidden.has(id)) };
}
