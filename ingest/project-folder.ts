import { resolve } from 'node:path';

/** The folder that holds `data/` and `dist/`; the same from source (`ingest/`) and when built (`dist/ingest/`). */
export const projectFolder = resolve(import.meta.dirname, import.meta.filename.endsWith('.ts') ? '..' : '../..');
