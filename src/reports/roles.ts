import type { CallAnalysis } from '../analysis.ts';

/** True when it is a guess who is agent and who is customer; the warnings of the analysis say why. */
export function areRolesGuessed({ warnings }: Pick<CallAnalysis, 'warnings'>): boolean {
  return warnings.some(({ code }) => code === 'roles-assumed' || code === 'roles-contradicted');
}
