import { wholeCall } from '../scope-schema.ts';
import { ifSidesAreSure, type Signal } from './signal.ts';

/** The agent says that the call is put through. */
export const transfer: Signal = (call) => {
  const hit = call.find(wholeCall('agent'), ['transfer-offer'])[0];
  if (!hit) return [];
  return [
    {
      type: 'transfer',
      confidence: ifSidesAreSure(0.7, call.analysis),
      source: 'words',
      reason: { zh: `坐席说了“${hit.heard}”。`, en: `The agent says “${hit.heard}”.` },
      span: hit.span,
    },
  ];
};
