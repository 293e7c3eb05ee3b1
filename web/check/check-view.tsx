import { useEffect, useRef, useState } from 'preact/hooks';
import type { WirePaper } from '../../server/wire.ts';
import { useAnnounce } from '../controls/announcements.tsx';
import { FileDrop } from '../controls/file-drop.tsx';
import { InnerLink } from '../controls/inner-link.tsx';
import { CheckBox } from './check-box.tsx';
import { CheckExamples } from './check-examples.tsx';
import { CheckReport } from './check-report.tsx';
import type { CheckControls } from './use-check.ts';
import { summarySentence } from './verdict-words.ts';

interface CheckViewProps {
  readonly check: CheckControls;
  /** Null until they have come. */
  readonly papers: readonly WirePaper[] | null;
  /** The address of the source that is open beside; null: none is. */
  readonly openPermalink: string | null;
  readonly onOpenHref: (href: string) => void;
}

/** The room where quotations are checked: a box to paste in, then the report. */
export function CheckView({ check, papers: list, openPermalink, onOpenHref }: CheckViewProps) {
  const { phase, results, given } = check;
  const papers = list ?? [];
  const wantsFile = phase === 'failed' && check.final && given.file !== null;
  const [only, setOnly] = useState<string | null>(null);
  const announce = useAnnounce();
  const before = useRef(phase);
  useEffect(() => {
    const wasUnderWay = before.current === 'reading' || before.current === 'running';
    before.current = phase;
    if (phase === 'done' && wasUnderWay) announce(`${summarySentence(results)}.`);
  }, [phase]);
  return (
    <FileDrop
      class="check"
      choose={wantsFile ? 'Choose another file' : 'Choose a file'}
      accept=".docx,.md,.txt"
      multiple={false}
      onFiles={([file], leftOut) => {
        if (!file) return;
        setOnly(leftOut.length > 0 ? file.name : null);
        if (leftOut.length > 0) announce(`Only ${file.name} is checked: drop one draft at a time.`);
        check.checkFile(file);
      }}
    >
      {(fileButton) => {
        if (phase === 'opening') return <p class="progress">Opening the report…</p>;
        if (phase === 'nothing' || phase === 'missing') {
          return (
            <div class="check-empty">
              <div class="intro">
                <h1>Check a quotation.</h1>
                <p>
                  Ibid finds each quotation of your text in the library’s papers and says, word by word, whether it is
                  what the paper says.
                </p>
              </div>
              {phase === 'missing' && (
                <p class="note" role="status">
                  This draft was checked in another browser, or longer ago than this one keeps drafts. Paste it or
                  choose its file to check it again.
                </p>
              )}
              {list?.length === 0 && (
                <p class="note">
                  There is nothing to check against yet: the library has no papers. Add some in the{' '}
                  <InnerLink href="/library" onOpen={onOpenHref}>
                    Library
                  </InnerLink>
                  .
                </p>
              )}
              <CheckBox typed={check.typed} papers={papers} fileButton={fileButton} onCheck={check.check} />
              <CheckExamples papers={papers} onCheck={check.check} />
            </div>
          );
        }
        return (
          <>
            {/* A file can be dropped on the report too. */}
            {!wantsFile && <div hidden>{fileButton}</div>}
            <CheckReport
              check={check}
              papers={papers}
              openPermalink={openPermalink}
              onOpenHref={onOpenHref}
              fileButton={wantsFile ? fileButton : null}
              onlyFile={given.file?.name === only ? only : null}
            />
          </>
        );
      }}
    </FileDrop>
  );
}
