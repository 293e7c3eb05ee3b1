import type { Library } from '../../../ingest/library.ts';
import { authorsOf } from '../../citations/credit.ts';
import { beginning } from '../messages/shown-text.ts';
import type { WebApi } from '../sending/web-api.ts';

/** Slack shows four at most. */
const mostPrompts = 4;
/** Characters that are shown whole, and that are sent. */
const titleLength = 70;
const messageLength = 500;

/** Suggests questions to somebody who opens the direct messages with Ibid: about papers that the library holds. */
export async function welcome(channel: string, library: Pick<Library, 'papers'>, api: WebApi): Promise<void> {
  const papers = await library.papers();
  const prompts = papers.slice(0, mostPrompts).map((paper) => {
    // A person sends this as their own message: no mark of Slack's may be in it.
    const plain = (text: string) => text.replace(/[<>&]/g, ' ').replace(/\s+/g, ' ').trim();
    return {
      title: beginning(plain(`What is ${authorsOf(paper)} about?`), titleLength),
      message: beginning(plain(`What is ${paper.title} about?`), messageLength),
    };
  });
  if (prompts.length === 0) return;
  await api.call('assistant.threads.setSuggestedPrompts', {
    channel_id: channel,
    title: 'Ask the papers, or paste a quotation to have it checked',
    prompts,
  });
}
