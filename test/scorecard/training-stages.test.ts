import { describe, expect, it } from 'vitest';
import { requireNext, type StageStep, standingAfter } from '../../src/scorecard/training-stages.ts';

const steps = (text: string): StageStep[] =>
  text.split(' ').map((one) => {
    const [stage, outcome] = one.split(':') as [StageStep['stage'], StageStep['outcome']];
    return { stage, outcome };
  });
const TO_FIRST = 'talk:pass training:pass';

describe('the way of a trainee', () => {
  it('leads from the first talk to the job', () => {
    const all = steps(`${TO_FIRST} first-assessment:pass comprehensive-assessment:pass`);
    for (const [at, step] of all.entries()) expect(() => requireNext('T', all.slice(0, at), step)).not.toThrow();
    expect(standingAfter(all).standing).toEqual({ state: 'certified' });
  });

  it('leads back to the assessment that was failed, after retraining, and counts attempts', () => {
    const all = steps(`${TO_FIRST} first-assessment:retrain retraining:pass`);
    expect(standingAfter(all).standing).toEqual({ state: 'before', stage: 'first-assessment' });
    const second = [...all, ...steps('first-assessment:pass comprehensive-assessment:retrain retraining:retrain')];
    expect(standingAfter(second)).toEqual({
      standing: { state: 'before', stage: 'retraining' },
      attempts: { talk: 1, training: 1, 'first-assessment': 2, 'comprehensive-assessment': 1, retraining: 2 },
    });
    const third = [...second, ...steps('retraining:pass')];
    expect(standingAfter(third).standing).toEqual({ state: 'before', stage: 'comprehensive-assessment' });
  });

  it('takes refresher training of somebody on the job, who goes back to it', () => {
    const job = steps(`${TO_FIRST} first-assessment:pass comprehensive-assessment:pass`);
    const [refresher] = steps('retraining:pass');
    expect(() => requireNext('T', job, refresher!)).not.toThrow();
    expect(standingAfter([...job, refresher!]).standing).toEqual({ state: 'certified' });
  });

  it('takes back the last step, an elimination too, as if it had not been entered', () => {
    const out = steps(`${TO_FIRST} first-assessment:eliminate`);
    const [back] = steps('first-assessment:withdrawn');
    expect(() => requireNext('T', out, back!)).not.toThrow();
    expect(standingAfter([...out, back!])).toEqual(standingAfter(steps(TO_FIRST)));
    const [again] = steps('training:withdrawn');
    expect(() => requireNext('T', [...out, back!], again!)).not.toThrow();
    expect(standingAfter([...out, back!, again!])).toEqual(standingAfter(steps('talk:pass')));
  });

  it.each([
    ['', 'talk:withdrawn', 'T: there is no stage to withdraw.'],
    [TO_FIRST, 'talk:withdrawn', 'T: only the last stage entered can be withdrawn, the training (training).'],
    ['', 'first-assessment:pass', 'T: the next step is the first conversation (talk), not the first assessment.'],
    [
      `${TO_FIRST} first-assessment:retrain`,
      'first-assessment:pass',
      'T: the next step is the retraining (retraining), not the first assessment.',
    ],
    ['talk:eliminate', 'training:pass', 'T: was eliminated, and the training is over.'],
    [
      `${TO_FIRST} first-assessment:pass comprehensive-assessment:pass`,
      'training:pass',
      'T: is certified; only retraining can be entered after that.',
    ],
    ['', 'talk:retrain', 'T: the first conversation ends in pass or eliminate; there is no training yet to repeat.'],
  ])('refuses, after "%s", %s', (before, step, sentence) => {
    expect(() => requireNext('T', before === '' ? [] : steps(before), steps(step)[0]!)).toThrow(sentence);
  });
});
