/** Where this tab keeps what stands in the question box: over rooms, reloads and a login, and no longer than the tab. */
const key = 'ibid-typed-question';

/** What was typed and not asked yet; "" for nothing. */
export function typedQuestion(): string {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    // A browser that keeps nothing for this page.
    return '';
  }
}

/** Keeps what stands in the question box. */
export function keepTypedQuestion(text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // Then it lives as long as the box.
  }
}
