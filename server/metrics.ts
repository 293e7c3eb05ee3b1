import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Library } from '../ingest/library.ts';
import type { UploadQueue } from './jobs.ts';
import type { AnswerEvent } from './wire.ts';

let processMetrics: Registry | null = null;

/** Memory, CPU, garbage collection and event loop lag are the process's: measured once, however many apps it has. */
function processRegistry(): Registry {
  if (!processMetrics) {
    processMetrics = new Registry();
    collectDefaultMetrics({ register: processMetrics });
  }
  return processMetrics;
}

/** What a server counts, in names and units of Prometheus (prometheus.io/docs/practices/naming). */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Counter({
    name: 'ibid_http_requests_total',
    help: 'Requests by route and status',
    labelNames: ['method', 'route', 'status'] as const,
    registers: [this.#registry],
  });
  readonly #durations = new Histogram({
    name: 'ibid_http_request_duration_seconds',
    help: 'Time until the response begins; event streams go on after it',
    labelNames: ['method', 'route'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers: [this.#registry],
  });
  readonly #questions = new Counter({
    name: 'ibid_questions_total',
    help: 'Questions by how they ended: answered, abstained, failed, or aborted (the client hung up, or a shutdown)',
    labelNames: ['outcome'] as const,
    registers: [this.#registry],
  });
  readonly #answerDurations = new Histogram({
    name: 'ibid_answer_duration_seconds',
    help: 'Time from a question to the end of its answer',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
    registers: [this.#registry],
  });
  readonly #abstentions = new Counter({
    name: 'ibid_abstentions_total',
    help: 'Questions that were not answered, by reason',
    labelNames: ['reason'] as const,
    registers: [this.#registry],
  });
  readonly #rejected = new Counter({
    name: 'ibid_rejected_quotations_total',
    help: 'Quotations that a writer claimed and the library does not hold, by reason',
    labelNames: ['reason'] as const,
    registers: [this.#registry],
  });

  constructor(library: Library, uploads: UploadQueue) {
    // What is measured from now on, not from the first time that somebody looks.
    processRegistry();
    const registers = [this.#registry];
    // A library that can't be read must not take the other numbers with it: it shows as NaN.
    const papers = () => library.papers().catch(() => null);
    new Gauge({
      name: 'ibid_papers',
      help: 'Papers in the library',
      registers,
      async collect() {
        this.set((await papers())?.length ?? NaN);
      },
    });
    new Gauge({
      name: 'ibid_passages',
      help: 'Passages in the library',
      registers,
      async collect() {
        this.set((await papers())?.reduce((sum, paper) => sum + paper.passages, 0) ?? NaN);
      },
    });
    new Gauge({
      name: 'ibid_uploads_waiting',
      help: 'Uploaded papers that wait for their turn',
      registers,
      collect() {
        this.set(uploads.waiting);
      },
    });
  }

  request(method: string, route: string, status: number, seconds: number): void {
    this.#requests.inc({ method, route, status });
    this.#durations.observe({ method, route }, seconds);
  }

  /**
   * Counts what an answer's events say and passes them on. "aborted": the client hung up or the server was shut down,
   * as the signal tells.
   */
  async *watch(events: AsyncIterable<AnswerEvent>, signal: AbortSignal): AsyncGenerator<AnswerEvent> {
    const stop = this.#answerDurations.startTimer();
    let outcome = 'aborted';
    try {
      for await (const event of events) {
        if (event.type === 'citation-rejected') this.#rejected.inc({ reason: event.reason });
        if (event.type === 'error') outcome = 'failed';
        if (event.type === 'answer-end') {
          const { abstention } = event.answer;
          outcome = abstention ? 'abstained' : 'answered';
          if (abstention) this.#abstentions.inc({ reason: abstention.reason });
        }
        yield event;
      }
    } catch (error) {
      outcome = signal.aborted ? 'aborted' : 'failed';
      throw error;
    } finally {
      this.#questions.inc({ outcome });
      if (outcome === 'answered' || outcome === 'abstained') stop();
    }
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  /** The exposition text, of this server and its process. */
  async text(): Promise<string> {
    return Registry.merge([this.#registry, processRegistry()]).metrics();
  }
}
