import { CallContext } from '../../src/checklist/context.ts';
import { analysisOfDialogue } from '../../src/checklist/dialogue.ts';
import { findingIn, judgeOrError } from '../../src/checklist/judge.ts';
import { loadChecklist } from '../../src/checklist/load.ts';
import { operatorsIn } from '../../src/checklist/node.ts';
import { DEFAULT_PROFILE } from '../../src/checklist/profile.ts';
import type { Verdict } from '../../src/checklist/verdict.ts';
import { type CompiledClass, classOfWordings, compileClass } from '../../src/language/compiled-class.ts';
import { type Lexicons, loadLexicons } from '../../src/language/lexicon.ts';
import { normalise } from '../../src/language/normalise.ts';
import { type PreparedText, prepare } from '../../src/language/prepared-text.ts';
import { spot } from '../../src/language/spot.ts';
import { randomOf } from './random.ts';
import { withErrors } from './recognition-errors.ts';
import { courtesyTurns, type Mark, neutralTurns, trapTurns } from './turns.ts';

const RATES = [0, 0.1, 0.2, 0.3];
/** Bars: courtesy phrases found at 10, 20, 30 % wrong characters; forbidden words raised falsely in 1,000 agent turns. */
const FOUND_BARS = [1, 0.95, 0.9, 0.8];
const FALSE_BAR = 1;
/** Each labelled turn is garbled so many times. */
const REPETITIONS = 12;
const SEED = 20_260_324;
/** Classes of what customers say, or of questions that neutral turns ask too. */
const NOT_COURTESY = new Set(['question', 'check-line', 'customer-looks-up', 'goodbye-cue']);
const SHOWN = 12;

const ready = (text: string): PreparedText => prepare([{ text, joined: false }], 'zh');

/** Prints how well phrases are spotted under recognition errors; returns false when a bar is missed. */
export async function benchSpotting(): Promise<boolean> {
  const lexicons = await loadLexicons('seeds/lexicons', 'zh');
  const found = courtesyFound(lexicons);
  const forbidden = await forbiddenRaised(lexicons);
  const falseCourtesy = courtesyRaised(lexicons);
  const rows = RATES.map((rate, k) => ({
    'wrong characters': `${100 * rate} %`,
    'courtesy found': percent(found[k]!.share),
    'of 2-3 characters': percent(found[k]!.short),
    bar: k === 0 ? '' : percent(FOUND_BARS[k]!),
    'forbidden falsely / 1000 turns': forbidden[k]!.perThousand.toFixed(2),
    'bar ': FALSE_BAR,
    'courtesy falsely / 1000 neutral turns': falseCourtesy[k]!.perThousand.toFixed(1),
  }));
  console.log(
    `\nPhrase spotting, seed ${SEED}: ${found[0]!.count} labelled phrases, ${forbidden[0]!.count} agent turns`,
  );
  console.table(rows);
  console.log('missed at 30 %:', top(found.at(-1)!.missed));
  console.log('forbidden, falsely:', top(forbidden.flatMap(({ raised }) => raised)));
  console.log('courtesy, falsely:', top(falseCourtesy.flatMap(({ raised }) => raised)));
  return (
    RATES.every((_, k) => k === 0 || found[k]!.share >= FOUND_BARS[k]!) &&
    forbidden.every(({ perThousand }) => perThousand <= FALSE_BAR)
  );
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function top(list: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]).slice(0, SHOWN);
  return sorted.map(([one, count]) => `${one} ×${count}`).join(', ') || 'none';
}

function classOf({ classId, phrase }: Mark, lexicons: Lexicons): CompiledClass {
  const known = lexicons.classes.get(classId);
  return known ? compileClass(known, 'zh', { organisationNames: [] }) : classOfWordings(classId, [phrase], 'zh');
}

function courtesyFound(lexicons: Lexicons) {
  const turns = courtesyTurns();
  return RATES.map((rate) => {
    const random = randomOf(SEED);
    const tried = { all: 0, short: 0 };
    const missed: string[] = [];
    let short = 0;
    for (let repetition = 0; repetition < (rate === 0 ? 1 : REPETITIONS); repetition++)
      for (const turn of turns) {
        const text = ready(withErrors(turn.text, rate, random));
        for (const mark of turn.marks) {
          const isShort = mark.phrase.length <= 3;
          tried.all += 1;
          tried.short += isShort ? 1 : 0;
          const hits = spot(text, classOf(mark, lexicons));
          if (hits.some(({ from, to }) => from.start < mark.end && to.end > mark.start)) continue;
          missed.push(`${mark.classId} ${mark.phrase}`);
          short += isShort ? 1 : 0;
        }
      }
    return { share: 1 - missed.length / tried.all, short: 1 - short / tried.short, missed, count: tried.all };
  });
}

/** Faults that items on forbidden words find (or propose) in turns that have none, each turn a call of its own. */
async function forbiddenRaised(lexicons: Lexicons) {
  const { library } = await loadChecklist('seeds/checklists/inbound.yaml');
  const items = [...library.values()].filter(({ judge: node }) =>
    operatorsIn(node).every(({ operator }) => operator.name === 'neverSays'),
  );
  const turns = [...neutralTurns(SEED), ...trapTurns(), ...courtesyTurns().map(({ text }) => text)];
  return RATES.map((rate) => {
    const random = randomOf(SEED + 1);
    const raised: string[] = [];
    for (const turn of turns) {
      const analysis = analysisOfDialogue(`agent: ${withErrors(turn, rate, random)}\ncustomer: 好的`);
      const call = new CallContext(analysis, lexicons, DEFAULT_PROFILE, findingIn(library));
      for (const item of items) {
        const { verdict } = judgeOrError(item, call);
        if (verdict.kind === 'error' || isFail(verdict)) raised.push(`${item.id} ${analysis.transcript[0]!.text}`);
      }
    }
    return { perThousand: (1000 * raised.length) / turns.length, raised, count: turns.length };
  });
}

const isFail = (verdict: Verdict): boolean =>
  verdict.kind === 'scored' ? verdict.outcome === 'fail' : verdict.kind === 'undecided' && verdict.proposal === 'fail';

/** Courtesy heard in turns where nobody said it: the clean turn does not hold the characters of the wording. */
function courtesyRaised(lexicons: Lexicons) {
  const turns = [...neutralTurns(SEED), ...trapTurns()];
  const classes = [...lexicons.classes.values()]
    .filter(({ id, match }) => match === 'sound' && !NOT_COURTESY.has(id))
    .map((one) => compileClass(one, 'zh', { organisationNames: [] }));
  const clean = turns.map((turn) => normalise(turn, 'zh').tokens.join(''));
  return RATES.map((rate) => {
    const random = randomOf(SEED + 2);
    const raised: string[] = [];
    turns.forEach((turn, at) => {
      const text = ready(withErrors(turn, rate, random));
      for (const one of classes)
        for (const { expected, heard } of spot(text, one))
          if (!holds(clean[at]!, normalise(expected, 'zh').tokens)) raised.push(`${one.id} ${expected}←${heard}`);
    });
    return { perThousand: (1000 * raised.length) / turns.length, raised };
  });
}

/** Whether a text holds tokens in their order, with anything between; placeholders of slots do not count. */
function holds(text: string, tokens: readonly string[]): boolean {
  let at = 0;
  for (const token of tokens) {
    const next = text.indexOf(token, at);
    if (next < 0 && token !== '某') return false;
    at = Math.max(at, next + 1);
  }
  return true;
}
