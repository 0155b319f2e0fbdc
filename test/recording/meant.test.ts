import { describe, expect, it } from 'vitest';
import { findMisspellings, nearestTo } from '../../src/recording/meant.ts';

describe('names near a known one', () => {
  it.each([
    [['relased_by'], 'released_by'],
    [['Released By'], 'released_by'],
    [['agentNme'], 'agent_name'],
    [['agnet_id'], 'agent_id'],
    [['agentnmae'], 'agent_name'],
    [['dirction'], 'direction'],
    [['channel'], 'channels'],
    [['strat_time'], 'start_time'],
    [['ring-second'], 'ring_seconds'],
    [['langauge'], 'language'],
    [['transcirpt'], 'transcript'],
    [['trainee_', 'file'], 'trainee'],
  ])('%s is a misspelling of %s', (names, meant) => {
    expect(findMisspellings(names)).toEqual([{ name: names[0], meant }]);
  });

  it.each([
    [['file', 'call_id', 'agentId', '挂机方', 'ring_count']],
    [['caller', 'callee', 'called', 'caller_id', 'call_no', 'calls', 'callback']],
    [['agent_no', 'agent_age', 'agent_ip', 'team_name', 'queue_name', 'user_name']],
    [['end_time', 'start_date', 'released_at', 'release_time', 'rating', 'lines', 'profile', 'title', 'files']],
    [['trainee', 'trainer']],
    [['channels', 'channel']],
    [['备注', '坐席组号', '', 'x'.repeat(100_000)]],
  ])('%s are what they are', (names) => {
    expect(findMisspellings(names)).toEqual([]);
  });

  it('are told all at once', () => {
    const found = findMisspellings(['file', 'agnet_id', 'strat_time', 'queue']);
    expect(found.map(({ meant }) => meant)).toEqual(['agent_id', 'start_time']);
  });
});

describe('the name that a needed column probably stands under', () => {
  it.each([
    [['agent_id', 'flie'], 'flie'],
    [['files'], 'files'],
    [['file_name', 'queue'], 'file_name'],
    [['FilePath'], 'FilePath'],
    [['工号', '录音'], '录音'],
    [['录音文件名'], '录音文件名'],
    [['fil'], 'fil'],
    [['filie'], 'filie'],
    [['file_size', 'profile', 'agent_id', '', '文'], undefined],
    [['line', 'fine', 'tile', 'find'], undefined],
    [['f'], undefined],
  ])('%j: %s', (names, found) => {
    expect(nearestTo(['file', '录音文件'], names)).toBe(found);
  });

  it.each([
    [['by', '评定人'], ['评定者'], '评定者'],
    [['why', '理由'], ['who', 'way', '自由', '理', 'whys'], 'whys'],
    [['why', '理由'], ['who', 'hwy'], 'hwy'],
    [['by', '评定人'], ['my', 'b', 'bay', '测评人员'], undefined],
    [['item_id', '质检项'], ['item_ib'], 'item_ib'],
  ])('%j among %j: %s', (headers, names, found) => {
    expect(nearestTo(headers, names)).toBe(found);
  });
});
