import { stemmer } from 'stemmer';

/**
 * Words that a paraphrase puts for each other without changing what is said, in plain and in academic English; words
 * of a line mean much the same in some use (after Roget's classes). Opposites are not here: see `opposites.ts`.
 */
const groups = `
establish found create introduce launch start build institute form initiate develop
aim plan want intend ambition seek goal hope wish strive objective
firm company business enterprise corporation vendor
specialist professional expert
fight combat counter tackle fend
strict stringent rigorous tight
rely reliant reliance overreliance depend dependent dependence dependency overdependence
misuse abuse exploit
oppose opponent adversary rival rivalry opposition
attack cyberattack assault strike hit
big large great huge major considerable substantial
show demonstrate reveal indicate find suggest highlight illustrate
use utilise utilize employ apply usage utilization utilisation deploy
help assist aid support
need require demand requirement necessity
people person individual subject human patient participant
child infant newborn pediatric paediatric
important crucial vital essential key critical significant
begin start onset
country state nation
law legislation act statute
rule regulation
network infrastructure
operate run
neutralise neutralize destroy shoot down intercept
nearly almost
cheap inexpensive affordable low-cost
expensive costly dear
weapon arm armament
soldier troop force
disease illness disorder sickness condition
tumour tumor cancer carcinoma neoplasm
drug medication medicine therapy treatment treat therapeutic
die death mortality lethal fatal
heart cardiac cardiovascular coronary
kidney renal
liver hepatic
lung pulmonary respiratory
brain cerebral neural neuronal neuron
blood serum plasma
mouse mice murine
increase rise grow elevate raise higher
decrease reduce lower decline fall diminish lessen
improve enhance better boost benefit
worsen deteriorate impair
prevent avoid protect
inhibit suppress block repress
promote induce stimulate activate trigger foster
cause lead result produce induce
associate link correlate relate connect association correlation
affect influence impact alter change modify
need necessary require essential
risk danger hazard likelihood chance
detect identify recognise recognize find discover
teach train instruct educate
quick rapid fast swift
many numerous
year annual yearly
month monthly
consumption intake
growth development rise expansion
delay wait postpone
enforce force implement implementation
criticise criticize criticism condemn
collaborate cooperate cooperation collaboration
threat danger risk
protect safeguard secure defend protection
lack absence deficiency deficient
control regulate govern
obtain gain acquire get
buy purchase acquire
make produce manufacture
way method approach manner
part role function
vary differ variation difference
enough sufficient adequate
`;

const groupsOf = new Map<string, Set<number>>();
groups
  .trim()
  .split('\n')
  .forEach((line, group) => {
    for (const word of line.split(' ')) {
      const stem = stemmer(word);
      groupsOf.set(stem, (groupsOf.get(stem) ?? new Set()).add(group));
    }
  });

/** Whether two words, given as stems, may stand for each other. */
export function areSynonyms(a: string, b: string): boolean {
  const [own, others] = [groupsOf.get(a), groupsOf.get(b)];
  if (!own || !others) return false;
  for (const group of own) if (others.has(group)) return true;
  return false;
}
