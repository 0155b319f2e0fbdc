import { z } from 'zod';
import type { CallAnalysis, LevelJump } from '../../analysis.ts';
import { shown } from '../bands.ts';
import { found, notApplicable } from '../finding.ts';
import { operator } from '../operator.ts';

const options = z.strictObject({
  passDb: z.number().positive(),
  partialDb: z.number().positive(),
  /** Only turns whose pitch lies at least so far above the own median, too: shouting, and not a nearer microphone. */
  withSemitones: z.number().positive().optional(),
});
type Options = z.infer<typeof options>;

/** Sudden rises of the agent's level over their own median of the call. */
export const levelJump = operator<Options>({
  name: 'levelJump',
  about: { zh: '坐席音量突然升高。', en: "Sudden rises of the agent's level." },
  options: options as z.ZodType<Options>,
  dependsOnRoles: true,
  phraseClasses: () => [],
  scopes: () => [],
  judge({ passDb, partialDb, withSemitones }, { analysis }) {
    const { agent } = analysis.measures;
    if (!agent || agent.levelDbfs === null)
      return notApplicable({
        zh: '坐席说话太少，无法测量音量。',
        en: 'The agent speaks too little to measure the level.',
      });
    const loud = agent.levelJumps
      .filter((jump) => jump.riseDb > passDb && pitchOf(jump, analysis) >= (withSemitones ?? Number.NEGATIVE_INFINITY))
      .sort((a, b) => b.riseDb - a.riseDb);
    const worst = loud[0];
    if (!worst) return found('pass', { zh: '没有突然提高音量。', en: 'The voice is never suddenly raised.' });
    return found(
      worst.riseDb > partialDb ? 'fail' : 'partial',
      {
        zh: `音量突然提高 ${shown(worst.riseDb)} dB。`,
        en: `The voice is suddenly raised by ${shown(worst.riseDb)} dB.`,
      },
      loud.map(({ start, end, riseDb }) => ({
        span: { start, end },
        participant: 'agent' as const,
        measured: { value: riseDb, unit: 'dB' },
        threshold: { comparison: 'at most' as const, value: passDb, unit: 'dB' },
        note: { zh: '比本人平时音量高出', en: 'above the own usual level' },
      })),
    );
  },
});

/** Pitch of the turn that jumps, in semitones above the own median; no number where it was not measured. */
function pitchOf({ start }: LevelJump, { conversation, measures }: CallAnalysis): number {
  const pitch = measures.agent?.turnPitchesSemitones?.find(({ turn }) => conversation.turns[turn]?.start === start);
  return pitch?.value ?? Number.NEGATIVE_INFINITY;
}
