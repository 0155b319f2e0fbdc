import { z } from 'zod';
import { complement, durationSeconds, padAll, subtract, type TimeSpan, totalSeconds } from '../../timespan.ts';
import { shown } from '../bands.ts';
import { found, notApplicable } from '../finding.ts';
import { operator } from '../operator.ts';

const options = z.strictObject({
  /** A click this far above the agent's level is a receiver thrown down. */
  riseDb: z.number().positive(),
  /** The end of the recording that is looked at. */
  seconds: z.number().positive(),
});
type Options = z.infer<typeof options>;

/** Words next to the end are no click. */
const BESIDE_SPEECH_SECONDS = 0.15;
/** Less than this without words has no room for a click. */
const LEAST_SECONDS = 0.1;
/** Points of the outline further apart than this cannot show one, and what lasts longer is none. */
const LONGEST_CLICK_SECONDS = 0.25;

/**
 * A click at the end of the agent's channel, as a receiver makes that is thrown down. Read from the outline of the
 * channel; does not apply where nothing is recorded after the last words, as with headsets and software telephones.
 */
export const hangUpClick = operator<Options>({
  name: 'hangUpClick',
  about: { zh: '挂机时有没有重重放下听筒的声音。', en: 'A click at the end, of a receiver thrown down.' },
  options,
  dependsOnRoles: true,
  phraseClasses: () => [],
  scopes: () => [],
  judge({ riseDb, seconds }, { analysis }) {
    const channel = analysis.channels.find(({ participant }) => participant === 'agent');
    const level = analysis.measures.agent?.levelDbfs ?? null;
    const end = analysis.recording.durationSeconds;
    const step = channel && channel.peaks.length > 0 ? end / channel.peaks.length : null;
    if (!channel || level === null || step === null || step > LONGEST_CLICK_SECONDS)
      return notApplicable({
        zh: '坐席声道的轮廓不够细，听不出挂机声。',
        en: "The outline of the agent's channel is too coarse to show a click.",
      });
    const whole: TimeSpan = { start: Math.max(0, end - seconds), end };
    const tones = analysis.tones.filter(
      (tone) => analysis.attribution.by === 'diarised' || tone.channel === channel.index,
    );
    const talk = padAll(channel.speech, BESIDE_SPEECH_SECONDS, { start: 0, end });
    const free = subtract(complement(talk, whole), padAll(tones, BESIDE_SPEECH_SECONDS, { start: 0, end }));
    const first = Math.floor(whole.start / step);
    const points = channel.peaks
      .slice(first)
      .map((size, k) => ({ size, start: (first + k) * step, end: (first + k + 1) * step }))
      .filter((point) => free.some((span) => point.start >= span.start && point.end <= span.end));
    const largest = points.reduce((most, { size }) => Math.max(most, size), 0);
    if (totalSeconds(free) < LEAST_SECONDS || largest === 0)
      return notApplicable({
        zh: '最后一句话之后没有录到声音，听不出挂机声。',
        en: 'Nothing is recorded after the last words: a click could not be heard.',
      });
    const rise = 20 * Math.log10(largest / 255) - level;
    const loud = points.filter(({ size }) => 20 * Math.log10(size / 255) - level >= riseDb);
    const loudSeconds = loud.reduce((sum, point) => sum + durationSeconds(point), 0);
    const at = points.find(({ size }) => size === largest)!;
    const evidence = [
      {
        span: { start: at.start, end: at.end },
        participant: 'agent' as const,
        measured: { value: rise, unit: 'dB' },
        threshold: { comparison: 'at most' as const, value: riseDb, unit: 'dB' },
        note: { zh: '末尾最响的一声比说话音量高', en: 'loudest moment at the end, above the level of speech' },
      },
    ];
    if (loud.length === 0 || loudSeconds > LONGEST_CLICK_SECONDS)
      return found('pass', { zh: '没有重放听筒的声音。', en: 'No receiver was thrown down.' }, evidence);
    return found(
      'fail',
      {
        zh: `末尾有一声比说话高 ${shown(rise)} dB。`,
        en: `There is a click ${shown(rise)} dB above speech at the end.`,
      },
      evidence,
    );
  },
});
