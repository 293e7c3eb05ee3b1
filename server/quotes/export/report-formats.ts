/** The forms that a report can have. */
export const reportFormats = ['json', 'markdown', 'csv', 'docx'] as const;
export type ReportFormat = (typeof reportFormats)[number];
