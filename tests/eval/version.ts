import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { projectFolder } from '../../ingest/project-folder.ts';

/** What figures depend on beside the model. */
const decisive = [
  'server',
  'ingest',
  'data/papers',
  'data/models',
  'data/eval/questions.json',
  'data/eval/unanswerable.json',
  'data/eval/conversations.json',
];

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: projectFolder, encoding: 'utf8', maxBuffer: 1e9 }).trim();
}

/** The commit that is checked out, and what tells apart two states of the code that decides answers. */
export interface Version {
  readonly commit: string;
  /** The last commit that changed the code which decides answers. */
  readonly decisive: string;
  /** Whether that code was changed since. */
  readonly changed: boolean;
  readonly state: string;
}

/** The version of the code that runs. */
export function currentVersion(): Version {
  const last = git('log', '-1', '--format=%H', '--', ...decisive);
  const changes = git('diff', 'HEAD', '--', ...decisive);
  const state = createHash('sha256').update(`${last}\n${changes}`).digest('hex').slice(0, 12);
  return {
    commit: git('rev-parse', '--short=12', 'HEAD'),
    decisive: last.slice(0, 12),
    changed: changes !== '',
    state,
  };
}
