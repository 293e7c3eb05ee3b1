import type { Token } from './tokens.ts';

/** Whether "it" stands for nothing: "Is it true that …", "Is it hard to …". */
export function isFiller(tokens: readonly Token[], at: number): boolean {
  const rest = tokens.slice(at + 1, at + 6).map((token) => token.lower);
  const next = rest.join(' ');
  if (
    /^(?:is |was |be |been |seem |seems )?(?:not |so |also |really )?(?:true|clear|possible|necessary|important|likely|said|argued|claimed|known|hard|easy|difficult|better|imperative|legal|wrong|right|worth|essential|ethical|crucial|time)(?: (?:that|to|for|if|whether)|$)/.test(
      next,
    )
  )
    return /\b(?:that|to|for|if|whether)\b/.test(next);
  return (
    /^(?:takes?|took|seems?|appears?|means?|matters?|come to|comes to)\b/.test(next) &&
    /\b(?:to|that|if|for)\b/.test(next) &&
    !/^means?\b/.test(next)
  );
}
