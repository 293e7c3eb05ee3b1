import { LibraryMenu } from './library/library-menu.tsx';
import type { PaperList as PaperListState } from './library/use-papers.ts';

interface AppHeaderProps {
  readonly inConversation: boolean;
  readonly list: PaperListState;
  readonly onBegin: () => void;
  readonly onOpen: (href: string) => void;
}

/** The page's head: its name, and in a conversation the library and a way to begin anew. */
export function AppHeader({ inConversation, list, onBegin, onOpen }: AppHeaderProps) {
  return (
    <header class="app-header">
      <a
        class="wordmark"
        href="/"
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onBegin();
        }}
      >
        Ibid<span aria-hidden="true">.</span>
      </a>
      {inConversation && (
        <nav aria-label="Conversation">
          <LibraryMenu list={list} onOpen={onOpen} />
          <button type="button" class="quiet" onClick={onBegin}>
            New conversation
          </button>
        </nav>
      )}
    </header>
  );
}
