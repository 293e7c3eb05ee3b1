/** Other names for countries and unions, and what the names of the platform write otherwise. */
const others =
  'us|usa|u.s.|u.s.a.|america|united states of america|uk|u.k.|britain|great britain|england|scotland|eu|europe|uae|un|nato|asean|asia|' +
  'south asia|africa|latin america|middle east|hong kong|macao|turkey|burma|myanmar|ivory coast|palestine|taiwan|korea|' +
  'washington|beijing|moscow|brussels|islamabad|new delhi|delhi|tehran|london|paris|tokyo|kabul|dhaka|colombo|kashmir|' +
  'czech republic|congo|bosnia|vatican|global south|ussr|soviet union';
/** Adjectives of countries that don't begin as the country does. */
const irregularAdjectives =
  'american british english scottish european french dutch german turkish swiss chinese thai greek spanish danish swedish ' +
  'polish irish finnish japanese afghan iraqi saudi emirati korean african asian filipino burmese';
/** What an adjective adds to the country's name, its last vowels aside. */
const adjectiveEnding = /^(?:n|an|ian|ean|ese|i|ish|ic|esh?i)$/;

function platformNames(): string[] {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
  return letters.flatMap((first) => letters.flatMap((second) => names.of(first + second) ?? []));
}

const capitals = new Set(['us', 'usa', 'uk', 'eu', 'uae', 'un', 'nato', 'asean', 'ussr']);
const places = new Set([...platformNames().map((name) => name.toLowerCase()), ...others.split('|')]);
const adjectives = new Set(irregularAdjectives.split(' '));
for (const place of places) {
  if (place.includes(' ') || place.length < 4) continue;
  const root = place.replace(/[aeiouy]+$/, '');
  for (const start of [place, root]) {
    for (const ending of ['n', 'an', 'ian', 'ean', 'ese', 'i', 'ish']) {
      if (adjectiveEnding.test(ending)) adjectives.add(start + ending);
    }
  }
}

const firstWords = new Set([...places].map((place) => place.split(' ')[0] ?? ''));

/** Whether a word in lower case can begin the name of a place. */
export function beginsPlace(word: string): boolean {
  return firstWords.has(word);
}

/** Whether a text names a country or a region, whatever its case; "us" in lower case is a pronoun. */
export function isPlace(text: string): boolean {
  const lower = text.toLowerCase().replace(/^the /, '');
  return places.has(lower) && !(lower === 'us' && text !== 'US') && !(lower === 'un' && text !== 'UN');
}

/** Whether a word says of which country something is: "Pakistani", "Chinese". */
export function isDemonym(word: string): boolean {
  return adjectives.has(word.toLowerCase());
}

/** A place as it is printed: "sri lanka" → "Sri Lanka", "uae" → "UAE". */
export function printedPlace(text: string): string {
  return text
    .split(' ')
    .map((word) => (capitals.has(word.toLowerCase()) ? word.toUpperCase() : printedWord(word)))
    .join(' ');
}

function printedWord(word: string): string {
  return /^(?:and|of|the)$/.test(word) ? word : word.slice(0, 1).toUpperCase() + word.slice(1);
}
