/**
 * Puts text on the clipboard, also text that is still to come: browsers let a page copy only right after a key or a
 * click, so the promise is handed over at once. Where the browser's clipboard is not to be had (a page without TLS off
 * loopback), a selection is copied the old way.
 * @returns false when neither works
 * @throws what the promise throws
 */
export async function copyText(text: string | Promise<string>): Promise<boolean> {
  try {
    if (typeof text === 'string') await navigator.clipboard.writeText(text);
    else {
      const content = text.then((words) => new Blob([words], { type: 'text/plain' }));
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': content })]);
    }
    return true;
  } catch {
    return copySelected(await text);
  }
}

/** The one way that pages without TLS have: old, and in every browser. */
interface CopyingDocument {
  execCommand(command: 'copy'): boolean;
}

function copySelected(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'visually-hidden';
  // Or the page would jump to the field, and a keyboard on a phone would rise.
  field.readOnly = true;
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  let copied = false;
  const take = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    copied = true;
  };
  document.addEventListener('copy', take);
  (document as CopyingDocument).execCommand('copy');
  document.removeEventListener('copy', take);
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
