import type { OpenSystem } from './system.ts';

/** What is compared, in the order of the tables. */
export const systemNames = ['Ibid', 'LangChain + HNSWLib', 'MiniSearch', 'SQLite FTS5'] as const;
export type SystemName = (typeof systemNames)[number];

/** Whether a question is answered by its vector, so that the model has to be loaded first. */
export const embeds: Record<SystemName, boolean> = {
  Ibid: true,
  'LangChain + HNSWLib': true,
  MiniSearch: false,
  'SQLite FTS5': false,
};

/** Each is loaded when it is asked for: a process that measures one holds none of the others. */
export const openSystem: Record<SystemName, OpenSystem> = {
  Ibid: async (project) => (await import('./systems/ibid.ts')).ibid(project),
  'LangChain + HNSWLib': async () => (await import('./systems/langchain.ts')).langChain,
  MiniSearch: async () => (await import('./systems/minisearch.ts')).miniSearch,
  'SQLite FTS5': async () => (await import('./systems/sqlite-fts5.ts')).sqliteFts5,
};
