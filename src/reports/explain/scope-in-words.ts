import type { Language } from '../../analysis.ts';
import { counted } from '../../checklist/counted.ts';
import type { Scope } from '../../checklist/scope-schema.ts';

const WHO = { zh: { agent: '坐席', customer: '客户' }, en: { agent: 'the agent', customer: 'the customer' } };

type Lengths = { turns?: number | undefined; sentences?: number | undefined; seconds?: number | undefined };

function lengths({ turns, sentences, seconds }: Lengths, language: Language): string[] {
  const zh = [turns && `${turns} 个话轮`, sentences && `${sentences} 句`, seconds && `${seconds} 秒`];
  const en = [turns && counted(turns, 'turn'), sentences && counted(sentences, 'sentence'), seconds && `${seconds} s`];
  return (language === 'zh' ? zh : en).filter((part) => typeof part === 'string');
}

/** The part of a call a scope stands for, in words. */
export function scopeInWords({ participant, first, last, near }: Scope, language: Language): string {
  const who = WHO[language][participant];
  const parts: string[] = [];
  const share = first?.share === undefined ? [] : [`${Math.round(100 * first.share)}%`];
  if (language === 'zh') {
    if (first) parts.push(`开头 ${[...lengths(first, language), ...share].join('、')}以内`);
    if (last) parts.push(`结尾 ${lengths(last, language).join('或')}`);
    if (near) {
      const what = near.item ? `“${near.item}”所指处` : `${WHO.zh[near.participant]}说 [${near.says?.join('] [')}] `;
      parts.push(`${what}${near.side === 'after' ? '之后' : '之前'}${lengths(near, language).join('、')}`);
    }
    return [who, ...parts].join('，') + (parts.length === 0 ? '，整通电话' : '');
  }
  if (first) parts.push(`in the first ${[...lengths(first, language), ...share].join(' and ')}`);
  if (last) parts.push(`in the last ${lengths(last, language).join(' or ')}`);
  if (near) {
    const what = near.item
      ? `what "${near.item}" found`
      : `${WHO.en[near.participant]} says [${near.says?.join('] [')}]`;
    const within = lengths(near, language).join(' and ');
    parts.push(`${near.side} ${what}${within === '' ? '' : `, within ${within}`}`);
  }
  return [who, ...parts].join(', ') + (parts.length === 0 ? ', the whole call' : '');
}
