/** Saves bytes or text as a file, as if it had been downloaded. `name` is without folders. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // At once would be too soon for Safari.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
