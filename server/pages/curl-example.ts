import { authorsOf, type Credited, creditOf } from '../citations/credit.ts';

interface CurlSetting {
  /** Where this server is reached, without a slash at the end. */
  readonly origin: string;
  readonly needsKey: boolean;
  /** What a first question can be about; null while the library is empty. */
  readonly paper: Credited | null;
}

/** In single quotes a POSIX shell reads everything as it stands but the quote itself. */
const inShell = (text: string) => (/^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** A command that asks the running server a question that its library can answer; safe to paste whatever a title holds. */
export function curlExample({ origin, needsKey, paper }: CurlSetting): string {
  const question =
    paper === null
      ? 'What is trust?'
      : `What is the conclusion of ${paper.year === null ? authorsOf(paper) : creditOf(paper)}?`;
  const lines = [
    `curl ${inShell(`${origin.replace(/^http:\/\//, '')}/api/ask`)}`,
    ...(needsKey ? [`  --header 'Authorization: Bearer ibid_…'`] : []),
    `  --json ${inShell(JSON.stringify({ question }))}`,
  ];
  return lines.join(' \\\n');
}
