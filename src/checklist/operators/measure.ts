import { z } from 'zod';
import type { CallAnalysis, ParticipantMeasures } from '../../analysis.ts';
import type { Sentence } from '../../errors.ts';
import { hull, type TimeSpan } from '../../timespan.ts';
import { type Band, bandSchema, rate, shown, thresholdOf } from '../bands.ts';
import { found, notApplicable, undecided } from '../finding.ts';
import { operator } from '../operator.ts';

interface Named {
  value(measures: ParticipantMeasures): number | null;
  unit(analysis: CallAnalysis): string;
  title: Sentence;
  /** Measured on words: somebody may speak at length and give nothing to measure. */
  onWords?: true;
}
const rateUnit = ({ measures }: CallAnalysis): string =>
  measures.rateUnit === 'characters' ? 'charactersPerMinute' : 'wordsPerMinute';

/** The measures a checklist can hold against limits. */
const MEASURES = {
  articulationRate: {
    value: (m) => m.articulationRatePerMinute,
    unit: rateUnit,
    title: { zh: '语速', en: 'articulation rate' },
    onWords: true,
  },
  speechRate: {
    value: (m) => m.speechRatePerMinute,
    unit: rateUnit,
    title: { zh: '语速（含停顿）', en: 'speech rate' },
    onWords: true,
  },
  level: { value: (m) => m.levelDbfs, unit: () => 'dBFS', title: { zh: '音量', en: 'level' } },
  clippedShare: { value: (m) => m.clippedShare, unit: () => 'share', title: { zh: '削波比例', en: 'clipped share' } },
  talkShare: { value: (m) => m.talkShare, unit: () => 'share', title: { zh: '说话占比', en: 'talk share' } },
  responseLatency: {
    value: (m) => m.medianResponseLatencySeconds,
    unit: () => 'seconds',
    title: { zh: '应答延迟', en: 'response latency' },
  },
} satisfies Record<string, Named>;

const options = z.strictObject({
  name: z.enum(Object.keys(MEASURES) as [keyof typeof MEASURES, ...(keyof typeof MEASURES)[]]),
  participant: z.enum(['agent', 'customer']).default('agent'),
  pass: bandSchema,
  partial: bandSchema.optional(),
  /** Bands of English calls, where the unit is words. */
  en: z.strictObject({ pass: bandSchema, partial: bandSchema.optional() }).optional(),
  /** Less talk than this is too little to judge. */
  leastTalkSeconds: z.number().nonnegative().default(0),
});
type Options = z.infer<typeof options>;

/** One measure of one participant held against bands. */
export const measure = operator<Options>({
  name: 'measure',
  about: { zh: '一项测量值是否在范围内。', en: 'One measure held against limits.' },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: () => [],
  scopes: () => [],
  judge({ name, participant, pass, partial, en, leastTalkSeconds }, { analysis }) {
    const { value, unit, title, onWords }: Named = MEASURES[name];
    const measures = analysis.measures[participant];
    const measured = measures && measures.talkSeconds >= leastTalkSeconds ? value(measures) : null;
    const said = analysis.conversation.turns.filter((turn) => turn.participant === participant);
    if (measured === null && onWords && measures && measures.talkSeconds >= leastTalkSeconds)
      return undecided(
        {
          zh: `说了 ${shown(measures.talkSeconds)} 秒，但能用来测量${title.zh}的文字太少，请人工听一听。`,
          en: `There are ${shown(measures.talkSeconds)} s of speech, but too few words to measure the ${title.en}; please listen.`,
        },
        said.map(({ start, end }) => ({ start, end })),
      );
    if (measured === null)
      return notApplicable({
        zh: `说话太少，无法测量${title.zh}。`,
        en: `Too little speech to measure the ${title.en}.`,
      });
    const bands: { pass: Band; partial?: Band | undefined } = en && analysis.language === 'en' ? en : { pass, partial };
    const amount = amountOf(measured, unit(analysis));
    return found(
      rate(measured, bands.pass, bands.partial),
      { zh: `${title.zh} ${amount.zh}。`, en: `The ${title.en} is ${amount.en}.` },
      [
        {
          span: said.reduce<TimeSpan | null>(
            (around, { start, end }) => (around ? hull(around, { start, end }) : { start, end }),
            null,
          ),
          participant,
          measured: { value: measured, unit: unit(analysis) },
          threshold: thresholdOf(measured, bands.pass, unit(analysis)),
          note: title,
        },
      ],
    );
  },
});

const UNITS: Readonly<Record<string, Sentence>> = {
  charactersPerMinute: { zh: '字/分', en: 'characters a minute' },
  wordsPerMinute: { zh: '词/分', en: 'words a minute' },
  dBFS: { zh: 'dBFS', en: 'dBFS' },
  seconds: { zh: '秒', en: 's' },
};

function amountOf(value: number, unit: string): Sentence {
  if (unit === 'share') return { zh: `${shown(100 * value)}%`, en: `${shown(100 * value)} %` };
  const name = UNITS[unit]!;
  return { zh: `${shown(value)} ${name.zh}`, en: `${shown(value)} ${name.en}` };
}
