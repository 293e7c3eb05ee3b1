const pleasantry =
  /^(?:(?:ok(?:ay)?|thanks?(?: a lot| so much| very much)?|thank you(?: so much| very much)?|many thanks|great|good|nice|cool|perfect|interesting|fine|right|alright|got it|i see|understood|makes sense|sure|yes|yeah|yep|please|hm+|ah|oh|aha|wow|cheers|very (?:good|interesting|helpful)|that(?:['’]s| is) (?:great|good|helpful|interesting|clear|all)|that helps|well|hi|hello|hey)(?![\p{L}\d'’-])[\s,.!;:–—-]*)+/iu;

/** What a message asks behind "Thanks!" and the like; empty where it asks nothing. */
export function withoutPleasantries(question: string): string {
  const lead = pleasantry.exec(question)?.[0] ?? '';
  const asked = question.slice(lead.length);
  if (asked === '') return '';
  // "Great powers …" and "Right …" are words of the sentence: a pleasantry ends with a mark or is a sentence before one.
  return lead === '' ||
    /[,.!;:–—-]\s*$/.test(lead) ||
    /^(?:and|but|so|what|why|how|who|when|where|which)\b/i.test(asked)
    ? asked.trim()
    : question;
}
