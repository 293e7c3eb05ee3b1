import { kindsInWords, largestFile } from './accepted-files.ts';

/** What to do with a library that has no papers. */
export function EmptyLibrary() {
  return (
    <div class="empty-library">
      <h2>There are no papers yet.</h2>
      <p>Add the papers that you want to ask. Drop files or folders on this page, or choose them with “Add papers”.</p>
      <dl>
        <div>
          <dt>Which files</dt>
          <dd>
            {kindsInWords}, up to {largestFile.inWords} each. A scanned paper needs its text in the file, or there is
            nothing to quote.
          </dd>
        </div>
        <div>
          <dt>Where they go</dt>
          <dd>Into the library on the machine that runs Ibid. There they stay until you remove them.</dd>
        </div>
        <div>
          <dt>At the command line</dt>
          <dd>
            <code>ibid ingest &lt;file or folder&gt;</code> adds whole folders.
          </dd>
        </div>
      </dl>
    </div>
  );
}
