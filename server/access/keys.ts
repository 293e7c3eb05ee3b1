import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Library, StoredKey } from '../../ingest/library.ts';
import { sha256Of } from '../../ingest/paper.ts';

/**
 * A new key: `secret` is shown once to its owner, `stored` goes into the library. 256 random bits need no slow
 * hash: there is nothing to guess (OWASP Password Storage is about passwords that people choose).
 */
export function createKey(name: string): { secret: string; stored: StoredKey } {
  const secret = `ibid_${randomBytes(32).toString('base64url')}`;
  const id = randomBytes(4).toString('hex');
  return { secret, stored: { id, name, sha256: sha256Of(secret), createdAt: new Date().toISOString() } };
}

/** Milliseconds that keys are remembered: a key that was revoked by another process lives on for at most so long. */
const rememberMs = 2000;
/** A key that is not among those remembered may be new; wrong ones still must not read the library each time. */
const lookAgainMs = 250;

/** The keys of a library, remembered for moments. */
export class KeyRing {
  readonly #library: Library;
  #keys: Promise<StoredKey[]> = Promise.resolve([]);
  #readAt = -Infinity;

  constructor(library: Library) {
    this.#library = library;
  }

  /** The key with that secret, or null. What is compared is hashes, so timing tells nothing of a secret. */
  async withSecret(secret: string): Promise<StoredKey | null> {
    if (!/^ibid_[\w-]{20,200}$/.test(secret)) return null;
    const digest = Buffer.from(sha256Of(secret), 'hex');
    return this.#find((key) => {
      const stored = Buffer.from(key.sha256, 'hex');
      return stored.length === digest.length && timingSafeEqual(stored, digest);
    });
  }

  /** The key with that id, or null when there is none, or none any more. */
  async withId(id: string): Promise<StoredKey | null> {
    return this.#find((key) => key.id === id);
  }

  async #find(matches: (key: StoredKey) => boolean): Promise<StoredKey | null> {
    const remembered = (await this.#recent(rememberMs)).find(matches);
    return remembered ?? (await this.#recent(lookAgainMs)).find(matches) ?? null;
  }

  #recent(maxAgeMs: number): Promise<StoredKey[]> {
    if (Date.now() - this.#readAt > maxAgeMs) {
      this.#readAt = Date.now();
      this.#keys = this.#library.keys().catch((error: unknown) => {
        this.#readAt = -Infinity;
        throw error;
      });
    }
    return this.#keys;
  }
}
