const aside = /,? according to (?:[^,?]{2,80})(?=[?.!\s]*$)/i;

/** A question without ", according to Sarwar": whom it is asked of is no part of what is asked. */
export function withoutSource(question: string): string {
  return question.replace(aside, '');
}
