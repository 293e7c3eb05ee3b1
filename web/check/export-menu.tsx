import { useEffect, useRef, useState } from 'preact/hooks';
import { reportFile, type ReportFormat, reportFormats } from '../api/checks.ts';
import { inWords } from '../api/failure.ts';
import { useAnnounce } from '../controls/announcements.tsx';
import { Menu } from '../controls/menu.tsx';
import { saveFile } from '../controls/save-file.ts';
import type { Given } from './check-state.ts';
import { inputOf } from './run-check.ts';

/** The report as a file, which the server makes anew, or on paper. */
export function ExportMenu({ given }: { given: Given }) {
  const announce = useAnnounce();
  const [state, setState] = useState<{ making: boolean; problem: string | null }>({ making: false, problem: null });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const save = (format: ReportFormat) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState({ making: true, problem: null });
    announce('Making the file…');
    reportFile(inputOf(given), format, controller.signal).then(
      ({ name, content }) => {
        if (controller.signal.aborted) return;
        saveFile(name, content);
        setState({ making: false, problem: null });
        announce(`Saved as ${name}.`);
      },
      (error: unknown) => {
        if (!controller.signal.aborted) setState({ making: false, problem: inWords(error) });
      },
    );
  };
  const formats = Object.entries(reportFormats) as [ReportFormat, string][];
  return (
    <>
      <Menu
        class="export-menu"
        items={[
          ...formats.map(([format, label]) => ({ label, onChoose: () => save(format) })),
          { label: 'Print', onChoose: () => print() },
        ]}
      >
        {state.making ? 'Making the file…' : 'Export'}
      </Menu>
      {state.problem !== null && (
        <span class="export-problem" role="alert">
          {state.problem}
        </span>
      )}
    </>
  );
}
