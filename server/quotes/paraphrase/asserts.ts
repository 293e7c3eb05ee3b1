const asks = /\?["”’»'›)\]\s]*$/;
const aims =
  /\b(?:whether|(?:we|stud(?:y|ies)|paper|article|review|work|trial|research|analysis) aim(?:s|ed)? |(?:our|the|this) aims? (?:to|of|was|is)|(?:the )?(?:objectives?|purpose|aim|goal) (?:of|was|is)|(?:we|to) (?:investigate|examine|assess|evaluate|determine|test|explore|study|review|estimate|compare|quantify|analy[sz]e|address|establish|define|describe|identify|clarify|ask)d?\b|hypothes[ie]s|hypothesi[sz]ed?|remains? (?:unknown|unclear|uncertain|controversial|elusive|to be)|(?:is|are|was|were) (?:unknown|unclear|not (?:known|clear)|poorly understood|controversial)|was (?:investigated|examined|assessed|evaluated|tested|reviewed|studied))\b/i;
const found =
  /\b(?:found|find|show(?:s|ed|n)?|demonstrat\w+|reveal\w*|conclud\w+|observed|results?|confirm\w*|significant\w*|suggest\w*|indicat\w+|report(?:s|ed)?)\b/i;

/** Whether a sentence says something: a question, an aim or a supposition backs nothing. */
export function assertsSomething(sentence: string): boolean {
  if (asks.test(sentence)) return false;
  if (/^\W*(?:objectives?|aims?|purpose|background and aims?)\b/i.test(sentence)) return false;
  return !aims.test(sentence) || found.test(sentence);
}
