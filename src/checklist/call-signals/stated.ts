import type { CallType } from '../call-types.ts';
import { columnTitle, factOf, holdsSomething } from '../facts.ts';
import type { Signal } from './signal.ts';

const COLUMNS = ['call_type', 'campaign'] as const;
/** How the columns name the types; 非投诉 and 无投诉 name none. */
const NAMES: readonly [CallType, RegExp][] = [
  ['complaint', /(?<![非无不])投诉|(?<!non-?)complaint/i],
  ['silent-line', /无声|静音电话|silent|dead[ -]?air|no[ -]?voice/i],
  ['one-way-audio', /单通|one[ -]?way/i],
  ['nuisance', /骚扰|恶意|nuisance|malicious|prank|abus/i],
  ['transfer', /(?<![未非])转接|transfer/i],
  ['callback', /回访|回拨|回电|call[ -]?back|follow[ -]?up/i],
  ['survey', /调查|调研|满意度|问卷|survey|csat|nps/i],
  ['telesales', /销售|营销|推广|促销|拓客|续费|邀约|sales|marketing|promotion|telemarketing/i],
];

/** What the call list says: its column for the type or the campaign, and a number the call was transferred to. */
export const stated: Signal = ({ analysis }) => {
  const named = COLUMNS.flatMap((column) => {
    const fact = factOf(analysis.call, [column]);
    if (!fact || !holdsSomething(fact.text)) return [];
    const types = NAMES.filter(([, name]) => name.test(fact.text)).map(([type]) => type);
    return types.map((type) => ({ type, fact }));
  });
  const target = factOf(analysis.call, ['transferred_to']);
  const all = target && holdsSomething(target.text) ? [...named, { type: 'transfer' as const, fact: target }] : named;
  return all.map(({ type, fact }) => {
    const title = columnTitle(fact.column);
    return {
      type,
      confidence: 1,
      source: 'metadata',
      reason: { zh: `通话清单的“${title.zh}”：${fact.text}。`, en: `The call list, “${title.en}”: ${fact.text}.` },
    };
  });
};
