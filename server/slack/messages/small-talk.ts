/** Words with which people close a matter; no answer is expected. */
const thanks =
  /^(?:(?:many|ok(?:ay)?|great|perfect|oh|ah|cool|wow)[\s,!.]+)?(?:thanks|thank you|thx|cheers|great|perfect|nice|ok(?:ay)?|cool|got it|awesome|wow)(?:[\s,]+(?:a lot|so much|very much|everyone|all|again|ibid|one|work|job))?[\s.!…]*$/i;

/** Whether a message says thanks and nothing else: an answer to it would be noise. */
export function isThanks(text: string): boolean {
  return thanks.test(text.trim());
}

/** Whether a message asks for help, or who is there, and nothing of the papers. */
export function asksForHelp(text: string): boolean {
  return /^(?:help(?: me)?|hi|hello|hey|good (?:morning|afternoon|evening)|who are you|what are you|what can you do|how does this work|how do (?:i|you) (?:use|ask) (?:this|you))[\s,.!?]*(?:there|ibid)?[\s.!?…]*$/i.test(
    text.trim(),
  );
}
