import type { MainView } from './address/address.ts';
import { InnerLink } from './controls/inner-link.tsx';

interface AppHeaderProps {
  readonly page: MainView['page'];
  /** Where each room stands: a conversation or a check goes on where it was left. */
  readonly hrefs: Readonly<Record<MainView['page'], string>>;
  readonly onOpen: (href: string) => void;
  readonly onHelp: () => void;
}

const rooms = [
  { page: 'ask', name: 'Ask' },
  { page: 'check', name: 'Check' },
  { page: 'library', name: 'Library' },
] as const;

/** The page's head: its name, the three rooms, and the keys. */
export function AppHeader({ page, hrefs, onOpen, onHelp }: AppHeaderProps) {
  return (
    <header class="app-header">
      <InnerLink class="wordmark" href="/" onOpen={onOpen} aria-label="Ibid: new conversation">
        Ibid<span aria-hidden="true">.</span>
      </InnerLink>
      <nav aria-label="Rooms">
        {rooms.map((room) => (
          <InnerLink
            key={room.page}
            class="room"
            href={hrefs[room.page]}
            onOpen={onOpen}
            aria-current={room.page === page ? 'page' : undefined}
          >
            {room.name}
          </InnerLink>
        ))}
        <button type="button" class="quiet help-button" aria-label="Keys" title="Keys (?)" onClick={onHelp}>
          <span aria-hidden="true">?</span>
        </button>
      </nav>
    </header>
  );
}
