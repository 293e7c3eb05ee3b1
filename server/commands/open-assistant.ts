import { type Assistant, createAssistant } from '../assistant.ts';
import { openWriters } from '../open-writer.ts';
import { openChecker } from '../quotes/checker.ts';
import type { LibrarySession } from './with-library.ts';

/**
 * The assistant of a command, over its library and the chat model that the settings name, or none.
 * @throws ModelSettingError when there is no such model to open
 */
export async function openAssistant({ library, embedder, log, settings }: LibrarySession): Promise<Assistant> {
  const { claimModel, ...writers } = await openWriters(settings.model, embedder, log);
  const checker = openChecker({ library, embedder, chatModel: claimModel });
  return createAssistant({ library, embedder, checker, ...writers, log });
}
