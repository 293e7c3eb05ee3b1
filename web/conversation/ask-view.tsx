import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { WirePaper } from '../../server/wire.ts';
import { saveFile } from '../controls/save-file.ts';
import { ExampleList } from '../library/example-list.tsx';
import { PaperList } from '../library/paper-list.tsx';
import type { PaperList as PaperListState } from '../library/use-papers.ts';
import { Announcer } from './announcer.tsx';
import { conversationAsMarkdown, exportName } from './export-answer.ts';
import { PaperChoice } from './paper-choice.tsx';
import { QuestionBox } from './question-box.tsx';
import { TurnList } from './turn-list.tsx';
import type { KeptConversation } from './use-kept-conversation.ts';

interface AskViewProps {
  readonly kept: KeptConversation;
  readonly list: PaperListState;
  readonly field: RefObject<HTMLTextAreaElement>;
  readonly openPermalink: string | null;
  readonly onOpenHref: (href: string) => void;
  readonly onBegin: () => void;
}

function Intro() {
  return (
    <div class="intro">
      <h1>Ask the papers.</h1>
      <p>Every quotation in an answer is located in the paper, and one click shows it there.</p>
    </div>
  );
}

function NotOpened({ kept, onBegin }: Pick<AskViewProps, 'kept' | 'onBegin'>) {
  const { opening, reopen } = kept;
  if (opening.state === 'opening') return <p class="progress">Opening the answer…</p>;
  if (opening.state === 'ready') return null;
  return (
    <div class="broken failed" role="alert">
      <p>{opening.message}</p>
      <button type="button" onClick={opening.canRetry ? reopen : onBegin}>
        {opening.canRetry ? 'Try again' : 'New conversation'}
      </button>
    </div>
  );
}

function ConversationActions({ kept, onBegin }: Pick<AskViewProps, 'kept' | 'onBegin'>) {
  const { turns, busy } = kept;
  return (
    <div class="conversation-actions">
      <button type="button" class="quiet" onClick={onBegin}>
        New conversation
      </button>
      <button
        type="button"
        class="quiet"
        disabled={busy}
        onClick={() => {
          const text = conversationAsMarkdown(turns, location.origin);
          saveFile(exportName(turns[0]?.question ?? ''), new Blob([text], { type: 'text/markdown' }));
        }}
      >
        Export<span class="visually-hidden"> the conversation as Markdown</span>
      </button>
    </div>
  );
}

/** Takes papers that are gone out of the choice, or every question would be refused. True when there were any. */
function useGonePapers(papers: PaperListState['papers'], kept: KeptConversation): boolean {
  const [dropped, setDropped] = useState(false);
  const there = papers === null ? kept.papers : kept.papers.filter((id) => papers.some((paper) => paper.id === id));
  const gone = there.length < kept.papers.length;
  useEffect(() => {
    if (!gone) return;
    setDropped(true);
    kept.choosePapers(there);
  }, [gone]);
  return dropped;
}

/** The room in which papers are asked: a conversation, or what helps to begin one. */
export function AskView({ kept, list, field, openPermalink, onOpenHref, onBegin }: AskViewProps) {
  const { turns, busy, opening } = kept;
  const papers: readonly WirePaper[] = list.papers ?? [];
  const dropped = useGonePapers(list.papers, kept);
  const empty = turns.length === 0 && opening.state === 'ready';
  return (
    <div class={empty ? 'ask empty' : 'ask'}>
      {empty && <Intro />}
      <NotOpened kept={kept} onBegin={onBegin} />
      {!empty && <h1 class="visually-hidden">Conversation</h1>}
      {turns.length > 0 && <ConversationActions kept={kept} onBegin={onBegin} />}
      <TurnList
        turns={turns}
        papers={papers}
        openPermalink={openPermalink}
        canAsk={!busy}
        onOpenCitation={(place) => onOpenHref(place.permalink)}
        onOpenHref={onOpenHref}
        onAskInstead={kept.askInstead}
        onJudge={kept.judge}
      />
      <Announcer turn={turns.at(-1)} />
      {dropped && (
        <p class="note" role="status">
          A paper that was chosen is not in the library any more.{' '}
          {kept.papers.length === 0 ? 'All papers are asked now.' : 'The others that were chosen are asked.'}
        </p>
      )}
      <QuestionBox field={field} busy={busy} followUp={turns.length > 0} onAsk={kept.ask} onStop={kept.stop}>
        <PaperChoice papers={papers} chosen={kept.papers} onChoose={kept.choosePapers} />
      </QuestionBox>
      {empty && <ExampleList papers={papers} onAsk={kept.ask} />}
      {empty && <PaperList list={list} onOpen={onOpenHref} />}
    </div>
  );
}
