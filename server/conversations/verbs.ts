/** Verbs that questions about papers are made of. A noun that is a verb too stands here only where the verb is usual. */
const regular =
  'accept access account achieve acquire act adapt add address admit adopt advance advise advocate affect agree aim allow alter ' +
  'analyse analyze announce answer appear apply approach argue assert assess assume attack avoid balance base believe belong benefit block boost ' +
  'call carry cause challenge change characterise characterize cite claim classify collaborate combine commit compare compete complete ' +
  'conclude conduct confirm connect consider contain continue contribute control cooperate cope counter cover create criticise criticize ' +
  'damage decide declare decrease defeat defend define demand demonstrate deny depend deploy describe design destroy detect ' +
  'develop differ direct disagree discuss display divide dominate drive educate emerge emphasise emphasize employ enable encourage ' +
  'enforce live ban die fire kill hack breach amend bomb counter strengthen weaken worsen modernize digitise digitize automate monitor track scale test ' +
  'end endanger engage enhance ensure enter establish estimate evaluate examine exist expand expect explain exploit explore export expose ' +
  'express face fail favour favor finance focus follow force form formulate frame fund fuse gain generate govern handle happen ' +
  'harm help highlight hit identify ignore impact implement imply import improve include increase indicate influence inform initiate ' +
  'integrate intend introduce invade invest involve issue join judge justify lack last launch learn limit link list look ' +
  'maintain manage matter measure mediate mention modernise modernize motivate move name need neutralise neutralize note obtain occur offer ' +
  'operate oppose overcome own participate pass perceive perform plan play point possess predict prefer present preserve prevent ' +
  'process produce prohibit promise promote propose protect prove provide publish purchase pursue question rank react reach ' +
  'realise realize receive recognise recognize recommend reduce refer reform reflect refuse regulate reject relate release rely remain ' +
  'remove replace report represent require resist resolve respond restrict result retaliate reveal rival sanction secure seem ' +
  'serve share shape shift show sign solve spark start state stop store strengthen study subsidise succeed suffer suggest supply ' +
  'support suspend sustain target tell threaten trade train transform treat trigger try trust turn undermine urge use ' +
  'value view violate collect want warn weaken wish work worry deal cost cut spread upset sue shoot';
const irregular: Readonly<Record<string, readonly [past: string, participle: string]>> = {
  be: ['was', 'been'],
  become: ['became', 'become'],
  begin: ['began', 'begun'],
  break: ['broke', 'broken'],
  bring: ['brought', 'brought'],
  build: ['built', 'built'],
  buy: ['bought', 'bought'],
  catch: ['caught', 'caught'],
  choose: ['chose', 'chosen'],
  come: ['came', 'come'],
  cost: ['cost', 'cost'],
  cut: ['cut', 'cut'],
  deal: ['dealt', 'dealt'],
  do: ['did', 'done'],
  draw: ['drew', 'drawn'],
  drive: ['drove', 'driven'],
  fall: ['fell', 'fallen'],
  fight: ['fought', 'fought'],
  find: ['found', 'found'],
  fly: ['flew', 'flown'],
  get: ['got', 'got'],
  give: ['gave', 'given'],
  go: ['went', 'gone'],
  grow: ['grew', 'grown'],
  have: ['had', 'had'],
  hit: ['hit', 'hit'],
  hold: ['held', 'held'],
  keep: ['kept', 'kept'],
  know: ['knew', 'known'],
  lead: ['led', 'led'],
  leave: ['left', 'left'],
  let: ['let', 'let'],
  lose: ['lost', 'lost'],
  make: ['made', 'made'],
  mean: ['meant', 'meant'],
  meet: ['met', 'met'],
  overcome: ['overcame', 'overcome'],
  pay: ['paid', 'paid'],
  put: ['put', 'put'],
  read: ['read', 'read'],
  rise: ['rose', 'risen'],
  run: ['ran', 'run'],
  say: ['said', 'said'],
  see: ['saw', 'seen'],
  seek: ['sought', 'sought'],
  sell: ['sold', 'sold'],
  send: ['sent', 'sent'],
  set: ['set', 'set'],
  shoot: ['shot', 'shot'],
  show: ['showed', 'shown'],
  speak: ['spoke', 'spoken'],
  spend: ['spent', 'spent'],
  spread: ['spread', 'spread'],
  stand: ['stood', 'stood'],
  strike: ['struck', 'struck'],
  take: ['took', 'taken'],
  teach: ['taught', 'taught'],
  tell: ['told', 'told'],
  think: ['thought', 'thought'],
  understand: ['understood', 'understood'],
  upset: ['upset', 'upset'],
  win: ['won', 'won'],
  write: ['wrote', 'written'],
};
/** Stressed at the end, so that the consonant doubles; of one syllable it is seen by the spelling. */
const doubling = /^(?:admit|commit|prefer|refer|occur|control|ban|plan|stop|cut|run|set|put|get|win|hit)$/;

/** "restrict" → "restricted", "lose" → "lost". */
export function pastOf(base: string): string {
  const own = Object.hasOwn(irregular, base) ? irregular[base] : undefined;
  if (own) return own[0];
  if (base.endsWith('e')) return `${base}d`;
  if (/[^aeiou]y$/.test(base)) return `${base.slice(0, -1)}ied`;
  return doubling.test(base) ? `${base}${base.slice(-1)}ed` : `${base}ed`;
}

/** "rely" → "relies", "do" → "does". */
export function thirdPersonOf(base: string): string {
  if (base === 'have') return 'has';
  if (base === 'be') return 'is';
  if (/(?:s|sh|ch|x|z|o)$/.test(base)) return `${base}es`;
  return /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ies` : `${base}s`;
}

const bases = new Set([...regular.split(' '), ...Object.keys(irregular)]);
const baseByForm = new Map<string, string>();
for (const base of bases) {
  const participle = Object.hasOwn(irregular, base) ? irregular[base]?.[1] : undefined;
  for (const form of [thirdPersonOf(base), pastOf(base), participle, base]) if (form) baseByForm.set(form, base);
}

/** Whether a word in lower case is a verb as it follows "to". */
export function isBaseVerb(word: string): boolean {
  return bases.has(word);
}

/** The verb of which a word is the base, the third person, the past or the participle; null for other words. */
export function baseOf(word: string): string | null {
  return baseByForm.get(word) ?? null;
}

const nounsToo = new Set(
  (
    'access account address advance approach attack balance base benefit block boost cause challenge change claim control cost cover damage deal ' +
    'decrease defeat demand design direct display drive employ end express face favor favour fight finance focus force form frame fund gain handle harm ' +
    'help highlight impact import export increase influence interest invest issue judge lack launch lead limit link list look matter measure ' +
    'move name need note offer own pass plan play point present process produce promise purchase question rank reach reform reject release report result ' +
    'rise run sanction secure set shape share shift show sign spark spread stand start state stop store strike study suffer supply support target ' +
    'trade train trigger trust try turn urge use value view wish work worry cut read go bank project contract sustain map buy'
  ).split(' '),
);

/** Whether a base form is as often a noun: "attack", "force". */
export function isNounToo(word: string): boolean {
  return nounsToo.has(word) || (word.endsWith('s') && nounsToo.has(word.slice(0, -1)));
}

const reporting = new Set(
  'say write assert argue claim conclude recommend report mention define describe propose suggest state note think believe warn discuss cite explain find emphasise emphasize highlight advise agree disagree'.split(
    ' ',
  ),
);

/** Whether a verb, in any form but -ing, tells what somebody says or holds. */
export function isReporting(word: string): boolean {
  return reporting.has(baseOf(word) ?? '');
}
