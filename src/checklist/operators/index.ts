import type { Operator } from '../operator.ts';
import { accompanied } from './accompanied.ts';
import { against } from './against.ts';
import { agentId } from './agent-id.ts';
import { alternation } from './alternation.ts';
import { answersWithin } from './answers-within.ts';
import { asksAndWaits } from './asks-and-waits.ts';
import { atHolds } from './at-holds.ts';
import { backchannels } from './backchannels.ts';
import { bareSound } from './bare-sound.ts';
import { change } from './change.ts';
import { clips } from './clips.ts';
import { count } from './count.ts';
import { density } from './density.ts';
import { duration } from './duration.ts';
import { echoes } from './echoes.ts';
import { elapsed } from './elapsed.ts';
import { entity } from './entity.ts';
import { filled } from './filled.ts';
import { fillers } from './fillers.ts';
import { fitsClock } from './fits-clock.ts';
import { hangUpClick } from './hang-up-click.ts';
import { holdConsent } from './hold-consent.ts';
import { holdLimitStated } from './hold-limit-stated.ts';
import { holdWithinLimit } from './hold-within-limit.ts';
import { holds } from './holds.ts';
import { interruption } from './interruption.ts';
import { latinWords } from './latin-words.ts';
import { length } from './length.ts';
import { levelJump } from './level-jump.ts';
import { lineScript } from './line-script.ts';
import { longWait } from './long-wait.ts';
import { measure } from './measure.ts';
import { metadata } from './metadata.ts';
import { neverSays } from './never-says.ts';
import { order } from './order.ts';
import { pauseAfter } from './pause-after.ts';
import { promiseKept } from './promise-kept.ts';
import { questions } from './questions.ts';
import { rateWindows } from './rate-windows.ts';
import { recordAgrees } from './record-agrees.ts';
import { releasedBy } from './released-by.ts';
import { repeats } from './repeats.ts';
import { responds } from './responds.ts';
import { rewords } from './rewords.ts';
import { rings } from './rings.ts';
import { says } from './says.ts';
import { saysFirst } from './says-first.ts';
import { speaksWithin } from './speaks-within.ts';
import { stretch } from './stretch.ts';
import { surveyQuestions } from './survey-questions.ts';
import { tail } from './tail.ts';
import { traces } from './traces.ts';
import { unexplainedSilence } from './unexplained-silence.ts';
import { wordRatio } from './word-ratio.ts';

/** Every operator by the name used in checklists. One file each; a test counts files, tests and this list. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map(
  [
    accompanied,
    against,
    agentId,
    alternation,
    answersWithin,
    asksAndWaits,
    atHolds,
    backchannels,
    bareSound,
    change,
    clips,
    count,
    density,
    duration,
    echoes,
    elapsed,
    entity,
    filled,
    fillers,
    fitsClock,
    holds,
    hangUpClick,
    holdConsent,
    holdLimitStated,
    holdWithinLimit,
    interruption,
    latinWords,
    length,
    levelJump,
    lineScript,
    longWait,
    measure,
    metadata,
    neverSays,
    order,
    pauseAfter,
    promiseKept,
    questions,
    recordAgrees,
    rateWindows,
    releasedBy,
    repeats,
    responds,
    rewords,
    rings,
    says,
    saysFirst,
    speaksWithin,
    stretch,
    surveyQuestions,
    tail,
    traces,
    unexplainedSilence,
    wordRatio,
  ].map((operator) => [operator.name, operator]),
);
