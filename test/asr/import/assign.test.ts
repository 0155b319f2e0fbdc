import { describe, expect, it } from 'vitest';
import { assignChannels, labelledChannels, segmentsOf } from '../../../src/asr/import/assign.ts';
import { numberOfLabel, participantOfLabel } from '../../../src/asr/import/labels.ts';
import type { ImportedSegment } from '../../../src/asr/import/types.ts';

const said = (start: number, end: number, speaker: string | null, channel: number | null = null): ImportedSegment => ({
  start,
  end,
  text: `t${start}`,
  speaker,
  channel,
  meanLogProbability: null,
});
const SPEECH = [
  [
    { start: 0, end: 2 },
    { start: 6, end: 8 },
  ],
  [{ start: 3, end: 5 }],
];

describe('labels', () => {
  it.each([
    ['agent', 'agent'],
    ['Agent 2', 'agent'],
    ['[AGENT]', 'agent'],
    ['坐席', 'agent'],
    ['座席员', 'agent'],
    ['客服', 'agent'],
    ['客服001', 'agent'],
    ['Customer Service', 'agent'],
    ['customer', 'customer'],
    ['Caller', 'customer'],
    ['客户', 'customer'],
    ['用户1', 'customer'],
    ['mixed', 'mixed'],
    ['SPEAKER_00', null],
    ['说话人1', null],
    ['0', null],
    ['张三', null],
    ['', null],
  ])('“%s” names %s', (label, participant) => {
    expect(participantOfLabel(label)).toBe(participant);
  });

  it.each([
    ['SPEAKER_01', 1],
    ['spk0', 0],
    ['Speaker 1', 1],
    ['1', 1],
    ['左声道', 0],
    ['Right', 1],
    ['agent', null],
    ['2024', null],
  ])('“%s” is number %s', (label, number) => {
    expect(numberOfLabel(label)).toBe(number);
  });
});

describe('channels of imported segments', () => {
  const channels = (imported: ImportedSegment[], speech = SPEECH) =>
    assignChannels(imported, speech).map(({ channel }) => channel);

  it('are found by who speaks at that time, all segments of a label together', () => {
    expect(channels([said(0, 2, 'SPEAKER_01'), said(3, 5, 'SPEAKER_00'), said(4.2, 6.5, 'SPEAKER_01')])).toEqual([
      0, 1, 0,
    ]);
  });

  it('are found one by one without labels', () => {
    expect(channels([said(0, 2, null), said(3, 5, null), said(5.5, 8, null)])).toEqual([0, 1, 0]);
  });

  it('are believed when stated, but not beyond the recording', () => {
    expect(channels([said(0, 2, null, 1), said(3, 5, null, 7)])).toEqual([1, 1]);
  });

  it('fall back to the number of the label, then to the first', () => {
    expect(channels([said(20, 21, 'Speaker 1'), said(22, 23, 'Ann')])).toEqual([1, 0]);
  });
});

describe('channels by label', () => {
  it('are known when each side is named on its own channel', () => {
    const placed = assignChannels([said(0, 2, '客户'), said(3, 5, '客服'), said(6, 8, '客户')], SPEECH);
    expect(labelledChannels(placed, 2)).toEqual(['customer', 'agent']);
  });

  it.each([
    ['numbers only', ['Speaker 0', 'Speaker 1']],
    ['one side unnamed', ['客服', 'Speaker 1']],
    ['both the same', ['客服', '坐席']],
  ])('are not known with %s', (_, [a, b]) => {
    expect(labelledChannels(assignChannels([said(0, 2, a!), said(3, 5, b!)], SPEECH), 2)).toBeNull();
  });
});

describe('segments of the analysis', () => {
  it('carry the participant of their channel', () => {
    const placed = assignChannels([said(0, 2, '客户'), said(3, 5, null)], SPEECH);
    expect(segmentsOf(placed, ['agent', 'customer']).map(({ participant, channel }) => [participant, channel])).toEqual(
      [
        ['agent', 0],
        ['customer', 1],
      ],
    );
  });

  it('carry the named participant on a mixed channel, in simplified script', () => {
    const placed = assignChannels(
      [{ ...said(0, 2, '客服'), text: '請問您貴姓' }, said(3, 5, 'Speaker 1')],
      [SPEECH[0]!],
    );
    expect(segmentsOf(placed, ['mixed']).map(({ participant, text }) => [participant, text])).toEqual([
      ['agent', '请问您贵姓'],
      ['mixed', 't3'],
    ]);
  });
});
