import { addAccessActions } from './accessActions';
import { type ActionTools, createActionTools } from './ActionTools';
import { addKeyActions } from './keyActions';
import { addModelActions } from './modelActions';
import { addUsageActions } from './usageActions';

/**
 * Adds what agents and software templates can do to the actions registry. Everything is
 * done through the REST API on behalf of whoever runs an action.
 *
 * @internal
 */
export function addActions(
  options: Parameters<typeof createActionTools>[0],
): void {
  const tools: ActionTools = createActionTools(options);
  addModelActions(tools);
  addAccessActions(tools);
  addKeyActions(tools);
  addUsageActions(tools);
}
