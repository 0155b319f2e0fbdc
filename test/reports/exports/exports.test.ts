import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { CallAnalysis, Segment } from '../../../src/analysis.ts';
import { parseTranscript } from '../../../src/asr/import/index.ts';
import { participantOfLabel } from '../../../src/asr/import/labels.ts';
import { analysisOfDialogue } from '../../../src/checklist/dialogue.ts';
import { srtOf, vttOf } from '../../../src/reports/exports/subtitles.ts';
import { VERDICT_COLUMNS, verdictHeader, verdictRows } from '../../../src/reports/exports/verdict-rows.ts';
import { withHumanVerdicts } from '../../../src/scorecard/human-verdicts.ts';
import { score } from '../../scorecard/card.ts';

const WORDS = ['您好，请问有什么可以帮您？', 'a < b & c > d <i>x</i>', '客户：他这样说', '两行\n\n文字 --> 箭头'];
const transcript: Segment[] = WORDS.map((text, at) => ({
  start: 3599.5 * at + 0.001,
  end: 3599.5 * at + 2.25,
  participant: (['agent', 'customer', 'agent', 'mixed'] as const)[at]!,
  channel: 0,
  text,
  meanLogProbability: null,
}));

describe.each(['zh', 'en'] as const)('a transcript (%s) for other programs', (language) => {
  const call: Pick<CallAnalysis, 'transcript' | 'language'> = { transcript, language };
  const wanted = transcript.map(({ start, end, participant, text }) => ({
    start,
    end,
    participant,
    text: text.replace(/\s*\n+\s*/g, ' ').replace('-->', '→'),
  }));

  it('comes back from WebVTT as it was', () => {
    const { format, segments } = parseTranscript(vttOf(call), 'x.vtt');
    expect(format).toBe('webvtt');
    expect(
      segments.map(({ start, end, speaker, text }) => ({
        start,
        end,
        participant: participantOfLabel(speaker!),
        text,
      })),
    ).toEqual(wanted);
  });

  it('comes back from SRT as it was, but for what looks like its markup', () => {
    const { format, segments } = parseTranscript(srtOf(call), 'x.srt');
    expect(format).toBe('srt');
    const plain = wanted.map((one) => ({ ...one, text: one.text.replace(/<\/?i>/g, '') }));
    expect(
      segments.map(({ start, end, speaker, text }) => ({
        start,
        end,
        participant: participantOfLabel(speaker!),
        text,
      })),
    ).toEqual(plain);
  });
});

describe('verdicts as CSV', () => {
  const { call } = analysisOfDialogue('agent: 您好');
  const card = score([['one', 100, 'a=pass b=fail c=fail?']]);
  const rowsOf = (more: Partial<typeof call>, scorecard = card): Record<string, string>[] =>
    parse(
      verdictHeader() + verdictRows(scorecard, { call: { ...call, ...more }, file: '/in/r/cut.wav' }, 'zh').join(''),
      { columns: true },
    );

  it('have a row for each item, what counts first, then machine and person', () => {
    const human = { itemId: 'b', outcome: 'pass', rating: null, by: '甲', why: '听过', at: '2026-01-01' } as const;
    const rows = rowsOf({}, withHumanVerdicts(card, { form: null }, [human]));
    expect(Object.keys(rows[0]!)).toEqual([...VERDICT_COLUMNS]);
    expect(rows.map(({ file }) => file)).toEqual(rows.map(() => '/in/r/cut.wav'));
    expect(
      rows.map(({ item_id, outcome, machine_outcome, machine_proposal, human_outcome, human_by }) => [
        item_id,
        outcome,
        machine_outcome,
        machine_proposal,
        human_outcome,
        human_by,
      ]),
    ).toEqual([
      ['a', 'pass', 'pass', '', '', ''],
      ['b', 'pass', 'fail', '', 'pass', '甲'],
      ['c', 'undecided', 'undecided', 'fail', '', ''],
    ]);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])('hold no formula: %j', (agentName) => {
    expect(rowsOf({ agentName })[0]!.agent_name).toBe(`'${agentName}`);
  });

  it('keep commas, quotes and lines', () => {
    const agentName = '甲, "乙"\n丙';
    expect(rowsOf({ agentName })[0]!.agent_name).toBe(agentName);
  });
});
