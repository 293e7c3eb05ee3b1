/**
 * Words by which a writer withholds full commitment, after Hyland (1998, "Hedging in Scientific Research Articles";
 * 2005, app. A) with the approximators of Channell (1994). These hedge wherever they stand.
 */
const hedges = new Set(
  (
    'may might could would can should ought ' +
    'appear appears appeared appearing seem seems seemed seeming seemingly suggest suggests suggested suggesting ' +
    'suggestive indicate indicates indicated indicating indicative tend tends tended tendency imply implies implied ' +
    'believe believes believed assume assumes assumed presume presumes presumed suppose supposes supposed suspect ' +
    'suspects suspected speculate speculates speculated hypothesize hypothesise hypothesized hypothesised ' +
    'perhaps maybe possibly probably likely unlikely presumably apparently allegedly reportedly supposedly purportedly ' +
    'ostensibly arguably plausibly conceivably potentially tentatively hypothetically ' +
    'possible probable plausible potential apparent alleged presumable putative tentative uncertain supposed purported ' +
    'possibility possibilities probability likelihood ' +
    'generally usually typically often frequently commonly normally sometimes occasionally mostly mainly ' +
    'largely chiefly primarily broadly partly partially somewhat relatively comparatively fairly quite rather slightly ' +
    'moderately marginally ' +
    'nearly almost approximately about roughly around virtually practically essentially circa ca approx'
  ).split(' '),
);
/** These leave open how many. */
const quantities = new Set('some several many most certain various numerous few'.split(' '));
/** These report without vouching: a hedge against a word that vouches, not against each other. */
const reports = new Set(
  (
    'argue argues argued claim claims claimed propose proposes proposed contend contends contended think thinks thought ' +
    'estimate estimates estimated postulate postulates postulated hope hopes hoped consider considers considered view ' +
    'views viewed allege alleges doubt doubts doubted'
  ).split(' '),
);
/** These close off doubt, or leave no exception (Hyland 2005, app. A: boosters). */
const boosters = new Set(
  (
    'will shall must always all every each entire entirely whole wholly complete completely fully total totally ' +
    'absolute absolutely certainly clearly definitely undoubtedly undeniably undeniable obviously obvious ' +
    'evidently evident indeed surely truly inevitably inevitable invariably unquestionably conclusively ' +
    'demonstrate demonstrates demonstrated demonstrating prove proves proved proven proving show shows showed ' +
    'shown showing establish establishes established confirm confirms confirmed know knows known find finds found ' +
    'reveal reveals revealed ensure ensures ensured guarantee guarantees guaranteed ' +
    'exactly precisely definitive definitively solely exclusively purely only'
  ).split(' '),
);
const plain = new Set('is are was were be been being has have had do does did the a an'.split(' '));

/** Whether a word hedges by itself. */
export function isHedge(key: string): boolean {
  return hedges.has(key);
}

/** Whether a word hedges, or leaves open how many, when nothing but it is dropped or put in. */
export function isHedgeAlone(key: string): boolean {
  return hedges.has(key) || quantities.has(key);
}

/** How sure a word sounds: 0 it hedges, 1 it says so, 2 it leaves no doubt; null where that is not its business. */
export function certaintyOf(key: string): 0 | 1 | 2 | null {
  if (hedges.has(key) || quantities.has(key) || reports.has(key)) return 0;
  if (boosters.has(key)) return 2;
  return plain.has(key) ? 1 : null;
}

/**
 * The words by which a replacement weakens, strengthens or loses a hedge; null when it does none of it. A hedge
 * against anything but itself counts; words of quantity and of reporting count against words that are surer.
 */
export function hedgeChange(
  source: readonly string[],
  quoted: readonly string[],
): { source: readonly string[]; quoted: readonly string[] } | null {
  const lost = source.filter((key) => !quoted.includes(key));
  const put = quoted.filter((key) => !source.includes(key));
  const [lostHedges, putHedges] = [lost.filter(isHedge), put.filter(isHedge)];
  // "was hypothesized" for "was analyzed" is another verb, not a hedge put in.
  const isVerb = (key: string) => /(?:ed|es|s|ing)$/.test(key);
  const otherVerb = (hedging: readonly string[], against: readonly string[]) =>
    hedging.every(isVerb) && against.some((key) => isVerb(key) && certaintyOf(key) === null && key.length > 4);
  if (lostHedges.length === 0 && otherVerb(putHedges, lost)) return null;
  if (putHedges.length === 0 && otherVerb(lostHedges, put)) return null;
  const sureness = (keys: readonly string[]) => keys.filter((key) => certaintyOf(key) !== null);
  if (lostHedges.length > 0 || putHedges.length > 0) {
    return {
      source: lostHedges.length > 0 ? lostHedges : sureness(lost),
      quoted: putHedges.length > 0 ? putHedges : sureness(put),
    };
  }
  const [weak, other] = [lost.filter(isWeak), put.filter(isWeak)];
  const boosted = (keys: readonly string[]) => keys.filter((key) => boosters.has(key));
  if (weak.length > 0 && boosted(put).length > 0) return { source: weak, quoted: boosted(put) };
  if (other.length > 0 && boosted(lost).length > 0) return { source: boosted(lost), quoted: other };
  const quantity = [lost.filter((key) => quantities.has(key)), put.filter((key) => quantities.has(key))] as const;
  return quantity[0].length > 0 && quantity[1].length > 0 ? { source: quantity[0], quoted: quantity[1] } : null;
}

function isWeak(key: string): boolean {
  return quantities.has(key) || reports.has(key);
}
