import type {Blog} from '../blog.ts';
import {workflowDecisions} from '../grants/workflow-decisions.ts';

/** Throws with the calls that a state machine makes and its role does not admit. */
export const checkWorkflowRole = async (blog: Blog): Promise<void> => {
  const denied = (await workflowDecisions(blog))
    .filter(({decision}) => decision === 'denied')
    .map(({role, action, resource}) => `${role} may not ${action} on ${resource}`);
  if (denied.length > 0) throw new Error([...new Set(denied)].join('; '));
};
