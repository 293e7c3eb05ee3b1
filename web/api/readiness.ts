import { RequestFailedError } from './failure.ts';
import { request } from './request.ts';

/** Why no question can be answered yet, as a sentence; null when Ibid is ready. @throws RequestFailedError */
export async function getReadiness(signal?: AbortSignal): Promise<string | null> {
  try {
    await request('/readyz', signal ? { signal } : {});
    return null;
  } catch (error) {
    // A server of another kind, or an older one, may not have the address.
    if (error instanceof RequestFailedError && error.status === 404) return null;
    if (error instanceof RequestFailedError && error.status === 503) return error.message;
    throw error;
  }
}
