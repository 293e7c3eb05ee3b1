import { join } from 'node:path';
import type { LibraryLocation } from '../../ingest/library-location.ts';
import { projectFolder } from '../../ingest/project-folder.ts';
import type { SlackHttp } from '../http/parts.ts';
import type { Settings } from '../settings.ts';
import type { Slack, SlackParts } from '../slack/slack.ts';
import { SlackStoreError } from '../slack/store/store-error.ts';
import type { Log } from '../terminal/log.ts';
import { CommandError } from './context.ts';

/** Ibid in Slack as a server runs it. */
export interface ServedSlack {
  /** Null: Slack sends through Socket Mode alone. */
  readonly http: SlackHttp | null;
  start(): void;
  close(): Promise<void>;
}

/**
 * Ibid in Slack with these settings, or null without them.
 * @throws CommandError when another server works for Slack with this library
 */
export async function openSlackOf(
  { slack: settings, publicUrl, library }: Settings,
  parts: Pick<SlackParts, 'library' | 'assistant' | 'checker' | 'publicUrl' | 'announce'> & { readonly log: Log },
): Promise<ServedSlack | null> {
  if (!settings) return null;
  const { botToken, appToken, apiUrl, signingSecrets } = settings;
  const { log } = parts;
  if (publicUrl === null) {
    log.warn('PUBLIC_URL is not set, so links in Slack lead to this machine: set it to the address that people use.');
  }
  // Who is not in Slack need not load what speaks to it.
  const { openSlack } = await import('../slack/slack.ts');
  const slack = openOrRefuse(() =>
    openSlack({ ...parts, botToken, apiUrl, folder: settings.folder ?? folderBeside(library) }),
  );
  const { entrance } = slack;
  const socket =
    appToken === null
      ? null
      : (await import('../slack/socket-mode.ts')).openSocketMode({ appToken, apiUrl, entrance, log });
  return {
    http: signingSecrets.length > 0 ? { entrance, secrets: signingSecrets } : null,
    start() {
      slack.start();
      // Slack may not answer for long; the web page does not wait for it.
      void socket?.start();
    },
    async close() {
      await socket?.close();
      await slack.close();
    },
  };
}

/** Who had Ibid in Slack before had its store in the library's folder; a cluster has none. */
function folderBeside(library: LibraryLocation): string {
  return library.kind === 'folder' ? library.folder : join(projectFolder, 'data/slack');
}

function openOrRefuse(open: () => Slack): Slack {
  try {
    return open();
  } catch (error) {
    if (error instanceof SlackStoreError) throw new CommandError('slack-store', error.message, { cause: error });
    throw error;
  }
}
