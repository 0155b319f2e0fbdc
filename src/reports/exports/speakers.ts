import type { Participant } from '../../analysis.ts';
import type { Sentence } from '../../errors.ts';

/** Who speaks, as subtitles name them; importers know these names. */
export const SPEAKERS: Readonly<Record<Participant, Sentence>> = {
  agent: { zh: '坐席', en: 'Agent' },
  customer: { zh: '客户', en: 'Customer' },
  mixed: { zh: '混合', en: 'Mixed' },
};
