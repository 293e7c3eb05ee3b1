/** What a question wants to be told; a sentence that answers it holds something of that kind. */
export type AskedFor =
  | 'count'
  | 'share'
  | 'money'
  | 'quantity'
  | 'time'
  | 'who'
  | 'place'
  | 'name'
  | 'reason'
  | 'definition'
  | 'yes-no'
  | 'list'
  | 'open';

const auxiliary =
  /^(?:and |but |so )?(?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|may|might|must)\b/i;

/** Tried in turn; the first that fits decides. */
const kinds: readonly (readonly [RegExp, AskedFor])[] = [
  [
    /\b(?:percent(?:age)?|per cent|proportion|what (?:share|fraction|part)|share of|how (?:large|big|high|great) an? (?:share|part|proportion))\b|%/i,
    'share',
  ],
  [/\b(?:interest|growth|inflation|tax|birth|death|exchange|literacy) rate\b/i, 'share'],
  [
    /\bhow much (?:money|does it cost|did it cost|is it worth)\b|\b(?:budget|cost|costs|price|salary|salaries|debts?|fine|funding|loans?|dollars?|rupees?|worth|revenue|expenditure)\b(?=[^?]*\?|$)/i,
    'money',
  ],
  [/\bhow many\b|\b(?:what|the) (?:total )?number of\b|\bhow often\b|\bcount\b/i, 'count'],
  [
    /\bhow (?:much|large|big|high|tall|fast|far|long|old|deep|heavy|great|strong)\b|\b(?:what|which) (?:rank|position|place|rate|figure|amount|size|speed|range|age|score|ranking)\b|\brank(?:s|ed|ing)?\b|\b(?:figure|number|rate) (?:for|of)\b/i,
    'quantity',
  ],
  [
    /(?:^|[?.,;] |\b(?:and|or|from|by|since|until|till) )when\b|\b(?:what|which|in what|in which|by what|by which) (?:year|date|month|day|decade|century|period|time)\b|\bsince what\b|\b(?:date|year) (?:of|did|was|when)\b/i,
    'time',
  ],
  [
    /\bwhy\b|\breasons?\b|\bhow come\b|\bwhat (?:causes?|caused|explains?|made|makes|led|drives|drove)\b|\bwhat for\b|\bbecause of what\b/i,
    'reason',
  ],
  [
    /(?:^|[?.,;] |\b(?:and|by|for|to|from|with|of) )(?:who|whom|whose)\b|\bwhich (?:author|scholar|researcher|person|people|president|politician|minister|expert|strategist|analyst|leader)s?\b/i,
    'who',
  ],
  [
    /(?:^|[?.,;] |\b(?:and|from) )where\b|\b(?:what|which|in what|in which) (?:country|countries|city|cities|place|places|region|state|states|nation|nations|location)\b/i,
    'place',
  ],
  [
    /\b(?:definition of|define[ds]?|meant by|meaning of|stands? for|abbreviation|short for)\b|\bwhat (?:does|do|did)\b[^?]*\bmean\b|^\s*(?:so |and )?(?:what(?:'s|’s| is| are| was| were)) (?:an? |the )?(?:[\p{L}\p{N}“”"'’-]+\s?){1,4}\??\s*$/iu,
    'definition',
  ],
  [
    /\b(?:list|enumerate|name (?:the|all|three|two|four|five|some)|what are|which are|what (?:kinds|types|sorts))\b|\b(?:what|which) (?!does|is|was|has|its|this)\p{L}+s\b(?! are| were)/iu,
    'list',
  ],
  [
    /\bwhat (?:is|was|'s|’s) the name\b|\b(?:name|called|named|titled|entitled)\b|^\s*(?:in |on |by |with |under |of |for )?(?:which|what) \p{L}+/iu,
    'name',
  ],
];

/** What a question asks for, by its question words; the first question's, where there are several. */
export function askedFor(question: string): AskedFor {
  const first = question.trim();
  for (const [pattern, kind] of kinds) {
    if (kind === 'definition' && auxiliary.test(first)) continue;
    if (pattern.test(first))
      return kind === 'name' &&
        /^\s*what (?:is|are|was|were|do|does|did|has|have|can|could|will|would|should|might)\b/i.test(first)
        ? 'open'
        : kind;
  }
  return auxiliary.test(first) ? 'yes-no' : 'open';
}
