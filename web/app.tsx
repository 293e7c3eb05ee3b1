import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Place } from '../server/wire.ts';
import { conversationHref } from './address/address.ts';
import { useAddress } from './address/use-address.ts';
import { AppHeader } from './app-header.tsx';
import { Announcer } from './conversation/announcer.tsx';
import { QuestionBox } from './conversation/question-box.tsx';
import { TurnList } from './conversation/turn-list.tsx';
import { useKeptConversation } from './conversation/use-kept-conversation.ts';
import { ExampleList } from './library/example-list.tsx';
import { PaperList } from './library/paper-list.tsx';
import { usePapers } from './library/use-papers.ts';
import { useShortcuts } from './shortcuts.ts';
import { SourcePane } from './source/source-pane.tsx';
import { useSource } from './source/use-source.ts';

/** The whole page: a conversation, and beside it the source that is open. */
export function App() {
  const [address, navigate] = useAddress();
  const { conversation, opening, reopen, begin } = useKeptConversation(address, navigate);
  const { turns, busy } = conversation;
  const list = usePapers();
  const papers = list.papers ?? [];
  const permalink = useMemo(() => (address.view.page === 'paper' ? address.view.permalink : null), [address.href]);
  const [source, reopenSource] = useSource(permalink);
  const [openedByReader, setOpenedByReader] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const opener = useRef<Element | null>(null);

  // The answer whose citation is open, or else the last one, is what j and k go through.
  const openPermalink = permalink ? address.href : null;
  const holder = turns.findLast((turn) => turn.citations.some((citation) => citation.permalink === openPermalink));
  const citations = (holder ?? turns.at(-1))?.citations ?? [];
  const citation = citations.find((candidate) => candidate.permalink === openPermalink) ?? null;

  const openHref = (href: string, how: 'push' | 'replace' = 'push') => {
    if (!permalink) opener.current = document.activeElement;
    setOpenedByReader(true);
    // The marker of what is open already brings it back into view.
    if (href === address.href) reopenSource();
    else navigate(href, address.answers, how);
  };
  const closeSource = () => {
    if (!permalink) return;
    setOpenedByReader(false);
    navigate(conversationHref(address.answers), address.answers);
    if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
  };
  const goCitation = (step: 1 | -1) => {
    const index = citation ? citations.indexOf(citation) + step : step > 0 ? 0 : citations.length - 1;
    const next: Place | undefined = citations[index];
    if (next) openHref(next.permalink, citation ? 'replace' : 'push');
  };
  useShortcuts({ focusQuestion: () => field.current?.focus(), closeSource, goCitation });

  const lastQuestion = turns.at(-1)?.question;
  useEffect(() => {
    document.title = lastQuestion === undefined ? 'Ibid' : `${lastQuestion} – Ibid`;
  }, [lastQuestion]);

  const empty = turns.length === 0 && opening.state === 'ready';
  return (
    <div class={permalink ? 'app with-source' : 'app'}>
      <main class={empty ? 'conversation empty' : 'conversation'}>
        <div class="column">
          <AppHeader inConversation={!empty} list={list} onBegin={begin} onOpen={openHref} />
          {empty && (
            <div class="intro">
              <h1>Ask the papers.</h1>
              <p>Every quotation in an answer is located in the paper, and one click shows it there.</p>
            </div>
          )}
          {opening.state === 'opening' && <p class="progress">Opening the answer…</p>}
          {opening.state === 'failed' && (
            <div class="broken failed" role="alert">
              <p>{opening.message}</p>
              <button type="button" onClick={opening.canRetry ? reopen : begin}>
                {opening.canRetry ? 'Try again' : 'New conversation'}
              </button>
            </div>
          )}
          <TurnList
            turns={turns}
            papers={papers}
            openPermalink={openPermalink}
            canRetry={!busy}
            onOpenCitation={(place) => openHref(place.permalink)}
            onOpenHref={openHref}
            onRetry={conversation.retry}
          />
          <Announcer turn={turns.at(-1)} />
          <QuestionBox
            field={field}
            busy={busy}
            followUp={turns.length > 0}
            onAsk={conversation.ask}
            onStop={conversation.stop}
          />
          {empty && <ExampleList papers={papers} onAsk={conversation.ask} />}
          {empty && <PaperList list={list} onOpen={openHref} />}
        </div>
      </main>
      {permalink && (
        <SourcePane
          source={source}
          citation={citation}
          citations={citations}
          takesFocus={openedByReader}
          onGo={goCitation}
          onClose={closeSource}
          onRetry={reopenSource}
        />
      )}
    </div>
  );
}
