/**
 * What runs in the gateway's own process; forkGateway.ts starts it.
 *
 * @packageDocumentation
 */
import { startGateway } from '../gateway';
import { runGateway } from './runGateway';

runGateway(startGateway);
