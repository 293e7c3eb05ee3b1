/** What somebody asks for himself: help, advice, a recommendation, a text to be made. */
const advice =
  /\b(?:(?:can|could|should|must|may|shall|how do) (?:i|my)\b|(?:recommend|suggest|advise) (?:me|us|a|an|some|any|good)\b|(?:is it (?:safe|worth|ok(?:ay)?|good|legal|healthy|cheaper|better)|are there any (?:good|cheap|free)|what(?:['’]s| is) (?:the|a) (?:best|good|cheapest|healthy|easiest|fastest)|which \p{L}+ should i|any (?:good|tips|advice|ideas))\b|\b(?:yesterday|tonight|tomorrow|right now|last night|this (?:week|weekend|morning|evening))\b|\bmy (?!question|essay|paper|thesis|understanding|professor|teacher|class|report|assignment)\p{L}+\b|^(?:please |can you |could you |would you )*(?:write|compose|draft|translate|sing|draw|code|program|calculate|solve|convert|play|book|order|buy|remind|tell (?:me|us) (?:a|an|some) (?:joke|story|poem|riddle)|make me|generate)\b)/iu;
/** Asked of the papers all the same. */
const ofPapers =
  /\b(?:papers?|articles?|authors?|study|studies|library|quote|quotation|cite|citation|according to|the text)\b/iu;

/** Whether a question asks for advice or help with something of the asker's own, which no paper gives. */
export function isAdvice(question: string): boolean {
  return advice.test(question) && !ofPapers.test(question);
}
