/** Number words with their values. */
const table = (
  'zero 0 nil 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 ' +
  'thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20 thirty 30 ' +
  'forty 40 fourty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90 hundred 100 hundreds 100 ' +
  'thousand 1e3 thousands 1e3 million 1e6 millions 1e6 billion 1e9 billions 1e9 trillion 1e12 ' +
  'trillions 1e12 lakh 1e5 lakhs 1e5 crore 1e7 crores 1e7 dozen 12 dozens 12 first 1 second 2 third 3 ' +
  'fourth 4 fifth 5 sixth 6 seventh 7 eighth 8 ninth 9 tenth 10 eleventh 11 twelfth 12 thirteenth 13 ' +
  'fourteenth 14 fifteenth 15 sixteenth 16 seventeenth 17 eighteenth 18 nineteenth 19 twentieth 20 ' +
  'thirtieth 30 fiftieth 50 hundredth 100 thousandth 1e3 half 0.5 halves 0.5 thirds 0.3333 quarter 0.25 ' +
  'quarters 0.25 once 1 twice 2 thrice 3 single 1 double 2 doubles 2 doubled 2 doubling 2 triple 3 ' +
  'triples 3 tripled 3 tripling 3 trebled 3 quadruple 4 quadrupled 4 twofold 2 threefold 3 fourfold 4 ' +
  'fivefold 5 tenfold 10 halved 0.5 halving 0.5 pair 2 couple 2 '
)
  .trim()
  .split(' ');
const values = new Map<string, number>();
for (let at = 0; at < table.length; at += 2) values.set(table[at] ?? '', Number(table[at + 1]));

/** Words of measure: what a number counts. */
const measures = new Set(
  (
    '% ‰ percent percents percentage percentages per-cent cent ppm ppb bps ° °c °f celsius fahrenheit kelvin ' +
    '$ € £ ¥ ₹ dollar dollars euro euros pound pounds rupee rupees yen yuan usd eur gbp pkr inr rmb cent cents ' +
    'nm µm μm mm cm dm m km mi mile miles meter meters metre metres centimeter centimeters centimetre centimetres ' +
    'millimeter millimeters millimetre millimetres kilometer kilometers kilometre kilometres micrometer micrometers ' +
    'nanometer nanometers foot feet inch inches yard yards acre acres hectare hectares ' +
    'ng µg μg mg g kg lb lbs gram grams kilogram kilograms milligram milligrams microgram micrograms ton tons tonne tonnes ' +
    'nl µl μl ml dl l liter liters litre litres milliliter milliliters gallon gallons ' +
    'nmol µmol μmol mmol mol nm molar mm kda da bp kb mb gb tb kbp mbp byte bytes bit bits kilobyte kilobytes megabyte ' +
    'megabytes gigabyte gigabytes terabyte terabytes hz khz mhz ghz w kw mw gw watt watts kilowatt kilowatts megawatt ' +
    'megawatts v kv mv volt volts pa kpa mpa bar mmhg j kj kcal cal calorie calories joule joules ' +
    'ms s sec secs second seconds min mins minute minutes h hr hrs hour hours day days daily night nights week weeks ' +
    'weekly fortnight month months monthly year years yearly annual annually decade decades century centuries ' +
    'millennium millennia quarterly hourly'
  ).split(' '),
);

/** Whether a word counts: digits, a number word, an ordinal or a fraction. */
export function isNumber(key: string): boolean {
  return /\d/.test(key) || values.has(key);
}

/** Whether a word is a unit of measure, money or time, or a per cent. */
export function isMeasure(key: string): boolean {
  return measures.has(key);
}

/** The value of one number word, or null: "nine" 9, "4.9" 4.9, "10,000" 10000, "2nd" 2. */
export function valueOf(key: string): number | null {
  const word = values.get(key);
  if (word !== undefined) return word;
  const digits = /^\d+(?:\.\d+)?/.exec(key.replace(/(?<=\d),(?=\d{3})/g, ''))?.[0];
  return digits === undefined ? null : Number(digits);
}
