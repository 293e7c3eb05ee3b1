import type { Library } from '../../../ingest/library.ts';
import { creditOf } from '../../citations/credit.ts';
import { escapeText } from '../messages/mrkdwn.ts';
import type { WebApi } from '../sending/web-api.ts';

/** Slack shows four at most. */
const mostPrompts = 4;
/** Characters of a title that is shown whole. */
const titleLength = 70;

/** Suggests questions to somebody who opens the direct messages with Ibid: about papers that the library holds. */
export async function welcome(channel: string, library: Pick<Library, 'papers'>, api: WebApi): Promise<void> {
  const papers = await library.papers();
  const prompts = papers.slice(0, mostPrompts).map((paper) => {
    const question = `What ${paper.authors.length > 1 ? 'do' : 'does'} ${creditOf(paper)} conclude?`;
    return { title: cut(question), message: escapeText(question) };
  });
  if (prompts.length === 0) return;
  await api.call('assistant.threads.setSuggestedPrompts', {
    channel_id: channel,
    title: 'Ask the papers, or paste a quotation to have it checked',
    prompts,
  });
}

function cut(title: string): string {
  return title.length <= titleLength ? title : `${title.slice(0, titleLength - 1).toWellFormed()}…`;
}
