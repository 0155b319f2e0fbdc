import { shown } from '../bands.ts';
import { holdsOf, silentSeconds } from '../holds.ts';
import { ifSidesAreSure, type Signal } from './signal.ts';

/** Shorter look-ups are no holds. */
const LEAST_SECONDS = 10;

/** The agent announced a wait, and ten seconds or more went by. */
export const hold: Signal = ({ analysis }) => {
  const [first] = holdsOf(analysis, LEAST_SECONDS);
  if (!first) return [];
  const seconds = shown(silentSeconds(first));
  return [
    {
      type: 'hold',
      confidence: ifSidesAreSure(0.9, analysis),
      source: 'signal',
      reason: { zh: `坐席说明后让客户等了 ${seconds} 秒。`, en: `The agent announced a wait of ${seconds} s.` },
      span: first.span,
    },
  ];
};
