/** A run of characters in one font. Points, from the page's left and top edge as it is displayed. */
export interface TextItem {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Of the baseline, downwards. */
  readonly y: number;
  /** Height of the font. */
  readonly size: number;
  readonly bold: boolean;
  readonly rtl: boolean;
  /** Whether a space character stands before it. */
  readonly spaceBefore: boolean;
}

/** What a page of a PDF holds, in the order of its content stream. */
export interface PageItems {
  /** 1-based. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  /** From the PDF's page labels; null where it has none. */
  readonly label: string | null;
  /** Upright text. */
  readonly items: readonly TextItem[];
  /** Text at another angle: stamps in the margin, axes of figures. */
  readonly rotated: readonly string[];
}

export interface OutlineEntry {
  readonly title: string;
  /** 1 is the highest. */
  readonly level: number;
}

/** What pdf.js found in a file, before any analysis of the layout. */
export interface PdfContent {
  readonly pages: readonly PageItems[];
  readonly outline: readonly OutlineEntry[];
  /** Of the document's metadata; null where there is none. */
  readonly metadataTitle: string | null;
  readonly warnings: readonly string[];
}
