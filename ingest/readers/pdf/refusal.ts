/** Why a PDF can't become a paper: `reason` is a sentence that says what to do. Crosses the process boundary as data. */
export class PdfRefusal extends Error {
  readonly reason: string;

  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
    this.name = 'PdfRefusal';
  }
}

/** The sentences for whatever may be wrong with a PDF. */
export const reasons = {
  notPdf: 'it is not a PDF, whatever its name says; open it in the program that made it and export it as PDF',
  password: 'it needs a password to open; save a copy without a password and add that',
  truncated: 'it is cut off: the end of the file is missing; download or copy it again',
  broken: 'it is a PDF, but too damaged to read; open it in a PDF viewer and print it to a new PDF',
  noPages: 'it has no pages; export it again from the program that made it',
  noText: 'its pages hold no text; if they are scans, run text recognition (OCR) on it first',
  unreadableText:
    'its text layer holds no readable characters (the fonts do not say which letters they draw); run text recognition (OCR) on it first',
  crashed: 'the PDF reader failed on it; open it in a PDF viewer, print it to a new PDF and add that',
} as const;
