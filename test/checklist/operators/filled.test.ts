import { expect, it } from 'vitest';
import { findingOf } from './finding.ts';

const COLUMNS = ['case_when', 'case_who', 'case_where'];
const rule = { filled: { columns: COLUMNS, pass: 3, partial: 2, mostCharacters: 20 } };
const record = (cells: readonly (string | null)[]) =>
  `${cells.map((cell, k) => (cell === null ? '' : `extra.${COLUMNS[k]}: ${cell}`)).join('\n')}\nagent: 您好`;

it.each([
  [['昨天', '王先生', '南昌'], 'pass'],
  [['昨天', '王先生', '不详'], 'pass'],
  [['昨天', '王先生', ''], 'partial'],
  [['昨天', '无', ''], 'fail'],
  [['', '', ''], 'notApplicable'],
  [[null, null, null], 'notApplicable'],
  // one column is not in the list: full with it, partial without
  [['昨天', '王先生', null], 'undecided'],
  [['', '王先生', ''], 'fail'],
  [['昨天', '王先生', '很长'.repeat(20)], 'partial'],
])('%j is %s', (cells, kind) => {
  const finding = findingOf(rule, record(cells));
  expect(finding.kind).toBe(kind);
  if (kind === 'fail') expect(finding.evidence[0]).toMatchObject({ measured: { value: 1 }, threshold: { value: 3 } });
});

it('says what is missing', () => {
  expect(findingOf(rule, record(['昨天', '', '']))).toMatchObject({
    explanation: { zh: '3 项中填了 1 项，缺何人、何地。', en: 'Filled in: 1 of 3; missing: case_who, case_where.' },
  });
});
