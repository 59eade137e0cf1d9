import {type Deployment, findDenials} from '../denials.ts';

/** No call of a function, a run or the engine's own was refused by IAM so far. */
export const checkDenials = async (deployment: Deployment): Promise<string> => {
  const denials = await findDenials(deployment);
  if (denials.length > 0) throw new Error(denials.join('; '));
  return 'IAM refused nothing';
};
