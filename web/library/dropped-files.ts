/** Most files that one drop adds; a folder with more is rather added at the command line. */
const mostFiles = 1000;

/** Reading a folder stops at this depth: deeper ones are links in a circle, or no folders of papers. */
const deepest = 12;

function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  return new Promise((resolve, reject) => {
    // A reader gives some of them at a time, and none at the end.
    const next = () =>
      reader.readEntries((some) => {
        if (some.length === 0) {
          resolve(all);
          return;
        }
        all.push(...some);
        next();
      }, reject);
    next();
  });
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

const isHidden = ({ name }: FileSystemEntry) => name.startsWith('.');
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

/** The folders among what is dropped; they can be taken only while the drop is handled. */
export function droppedFolders(items: DataTransferItemList | undefined): FileSystemDirectoryEntry[] {
  const entries = [...(items ?? [])].map((item) => item.webkitGetAsEntry());
  return entries.filter((entry) => entry !== null).filter(isFolder);
}

/** The files in folders and in folders inside them, by name; hidden ones and what can't be opened are passed over. */
export async function filesInFolders(folders: readonly FileSystemDirectoryEntry[]): Promise<File[]> {
  const files: File[] = [];
  const visit = async (folder: FileSystemDirectoryEntry, depth: number): Promise<void> => {
    const children = await childrenOf(folder).catch(() => []);
    children.sort((one, other) => one.name.localeCompare(other.name));
    for (const child of children) {
      if (files.length >= mostFiles) return;
      if (isHidden(child)) continue;
      const file = isFile(child) ? await fileOf(child).catch(() => null) : null;
      if (file) files.push(file);
      if (isFolder(child) && depth < deepest) await visit(child, depth + 1);
    }
  };
  for (const folder of folders) await visit(folder, 1);
  return files;
}
