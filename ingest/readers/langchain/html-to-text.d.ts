declare module 'html-to-text' {
  interface Builder {
    openBlock(options?: { leadingLineBreaks?: number }): void;
    closeBlock(options?: { trailingLineBreaks?: number }): void;
    addInline(text: string): void;
    addLiteral(text: string): void;
  }
  export interface HtmlNode {
    /** Absent in text. */
    name?: string;
    /** Of text. */
    data?: string;
    children?: HtmlNode[];
    parent?: HtmlNode | null;
  }
  type Walk = (children: HtmlNode[], builder: Builder) => void;
  type Formatter = (element: HtmlNode & { name: string; children: HtmlNode[] }, walk: Walk, builder: Builder) => void;
  interface Options {
    wordwrap?: number | false;
    formatters?: Record<string, Formatter>;
    selectors?: { selector: string; format?: string; options?: Record<string, unknown> }[];
    limits?: { maxInputLength?: number; maxDepth?: number };
  }
  export function htmlToText(html: string, options?: Options): string;
}
