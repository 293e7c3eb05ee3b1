import type { StandIn } from './stand-in-embedder.ts';
import type { SystemName } from './systems.ts';

/** What a child process is to do, alone with one system. */
export interface ChildJob {
  readonly task: 'make' | 'ask';
  readonly system: SystemName;
  /** The project’s folder, as a file URL that ends in a slash. */
  readonly project: string;
  /** Of the system’s own library. */
  readonly folder: string;
  /** Text files to make the library of. */
  readonly papers: readonly string[];
  readonly standIn: StandIn;
}

/** What was made; `milliseconds` without embedding, for the vectors were there. */
export interface Made {
  readonly passages: number;
  readonly milliseconds: number;
}

/** What asking it took. */
export interface Asked {
  /** Milliseconds from the start of the process to the first answer, the model’s loading included. */
  readonly first: number;
  /** Milliseconds of each question after that, the question’s embedding left out. */
  readonly times: readonly number[];
  /** Bytes resident after that, without the model’s process. */
  readonly memory: number;
}
