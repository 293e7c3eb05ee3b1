import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { WirePaper } from '../../server/wire.ts';
import type { LibraryView as LibraryAddress } from '../address/address.ts';
import { getPaper } from '../api/papers.ts';
import { useAnnounce } from '../controls/announcements.tsx';
import { FileDrop } from '../controls/file-drop.tsx';
import { acceptedByDialog, kindsInWords, largestFile } from './accepted-files.ts';
import { ChosenBar } from './chosen-bar.tsx';
import { droppedFolders, filesInFolders } from './dropped-files.ts';
import { EmptyLibrary } from './empty-library.tsx';
import { isGone } from './is-gone.ts';
import { filtered, inOrder, type Order, orderNamed } from './library-order.ts';
import { LibraryState } from './library-state.tsx';
import { LibraryTools } from './library-tools.tsx';
import { countOf, paperElementId } from './paper-details.ts';
import type { PaperActs } from './paper-row.tsx';
import { PaperRows } from './paper-rows.tsx';
import { UploadList } from './upload-list.tsx';
import type { PaperList } from './use-papers.ts';
import { useArranged } from './use-arranged.ts';
import { useFocusAfterBack } from './use-focus-after-back.ts';
import type { Removals } from './use-removals.ts';
import type { Uploads } from './use-uploads.ts';

interface LibraryViewProps {
  /** Without the papers that are about to be removed, in every room: `App` leaves them out. */
  readonly list: PaperList;
  readonly uploads: Uploads;
  readonly removals: Removals;
  /** How the address has the list narrowed down and ordered. */
  readonly view: Omit<LibraryAddress, 'page'>;
  readonly onView: (view: Omit<LibraryAddress, 'page'>) => void;
  readonly onOpenHref: (href: string) => void;
  readonly onAskPapers: (ids: readonly string[]) => void;
}

/** The library's room: its papers, what can be done with each, and adding more. */
export function LibraryView(props: LibraryViewProps) {
  const { uploads } = props;
  const folders = useRef<ReadonlySet<string>>(new Set());
  const addDropped = (event: DragEvent) => {
    const dropped = droppedFolders(event.dataTransfer?.items);
    folders.current = new Set(dropped.map(({ name }) => name));
    if (dropped.length > 0) void filesInFolders(dropped).then(uploads.add);
  };
  return (
    // Before the drop area takes the files: a folder is among them as a file that can't be read.
    <div class="library" onDropCapture={addDropped}>
      <FileDrop
        class="library-drop"
        choose="Add papers"
        accept={acceptedByDialog}
        multiple
        onFiles={(files) => {
          const chosen = files.filter(({ name }) => !folders.current.has(name));
          folders.current = new Set();
          if (chosen.length > 0) uploads.add(chosen);
        }}
      >
        {(button) => <Room {...props} button={button} />}
      </FileDrop>
    </div>
  );
}

function Room(props: LibraryViewProps & { readonly button: ComponentChildren }) {
  const { list, uploads, removals, view, onView, button, onOpenHref, onAskPapers } = props;
  const [filter, setFilter] = useState(view.find);
  const [order, setOrder] = useState<Order>(orderNamed(view.order));
  useArranged({ find: filter, order: order === 'added' ? null : order }, onView);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const heading = useRef<HTMLHeadingElement>(null);
  const announce = useAnnounce();

  const there = useMemo(() => list.papers ?? [], [list.papers]);
  const ordered = useMemo(() => inOrder(there, order), [there, order]);
  const shown = useMemo(() => filtered(ordered, filter), [ordered, filter]);
  const chosenThere = there.filter(({ id }) => chosen.has(id)).map(({ id }) => id);

  /** The paper that the focus goes to when the one that had it is gone; "": to the heading. */
  const next = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (next.current === null) return;
    const row = next.current === '' ? null : document.getElementById(paperElementId(next.current));
    (row?.querySelector<HTMLElement>('h2 a') ?? heading.current)?.focus();
    next.current = null;
  }, [shown]);
  const leave = (paper: WirePaper, how: (paper: WirePaper) => void) => {
    const index = shown.findIndex(({ id }) => id === paper.id);
    const row = document.getElementById(paperElementId(paper.id));
    // A click gives the focus to no button in some browsers.
    if (row?.contains(document.activeElement) || document.activeElement === document.body) {
      next.current = (shown[index + 1] ?? shown[index - 1])?.id ?? '';
    }
    how(paper);
  };
  const remove = (paper: WirePaper) => leave(paper, removals.remove);
  const foundGone = (paper: WirePaper) => leave(paper, removals.foundGone);
  /** Only a paper that is there can be asked. */
  const ask = (paper: WirePaper) => {
    getPaper(paper.id).then(
      () => onAskPapers([paper.id]),
      (error: unknown) => (isGone(error) ? current.current.foundGone(paper) : onAskPapers([paper.id])),
    );
  };

  const openFrom = useFocusAfterBack(heading);

  // Rows are drawn anew when this object changes, so it only looks up what is current.
  const current = useRef({ openHref: openFrom(onOpenHref), ask, remove, foundGone, put: list.put });
  current.current = { openHref: openFrom(onOpenHref), ask, remove, foundGone, put: list.put };
  const acts = useMemo<PaperActs>(
    () => ({
      openHref: (href) => current.current.openHref(href),
      ask: (paper) => current.current.ask(paper),
      put: (paper) => {
        current.current.put(paper);
        announce(`The details of ${paper.title} were saved.`);
      },
      remove: (paper) => current.current.remove(paper),
      foundGone: (paper) => current.current.foundGone(paper),
      choose: (id, on) =>
        setChosen((before) => new Set(on ? [...before, id] : [...before].filter((other) => other !== id))),
    }),
    [],
  );

  const empty = list.papers !== null && there.length === 0;
  return (
    <>
      <header class="library-head">
        <h1 ref={heading} tabIndex={-1}>
          Library
        </h1>
        {there.length > 0 && <p class="library-count">{countOf(there.length, 'paper')}</p>}
        <div class="add-papers">{button}</div>
        {!empty && (
          <p class="add-hint">
            Or drop files and folders anywhere here: {kindsInWords}, up to {largestFile.inWords} each.
          </p>
        )}
      </header>
      <LibraryState list={list} />
      <UploadList uploads={uploads} onOpenHref={current.current.openHref} />
      {empty && list.notice === null && uploads.items.length === 0 && <EmptyLibrary />}
      <LibraryTools
        filter={filter}
        order={order}
        found={shown.length}
        all={there.length}
        onFilter={setFilter}
        onOrder={setOrder}
      />
      <PaperRows key={`${order} ${filter}`} papers={shown} chosen={chosen} acts={acts} />
      <ChosenBar
        count={chosenThere.length}
        onAsk={() => onAskPapers(chosenThere)}
        onClear={() => setChosen(new Set())}
      />
      <p class="drop-here" aria-hidden="true">
        Drop to add to the library
      </p>
    </>
  );
}
