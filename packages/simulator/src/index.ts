/**
 * Simulated vLLM model servers for laptops and tests.
 *
 * @packageDocumentation
 */
export { ConfigError, loadModels, type SimulatedModel } from './config';
export { ListenError, startSimulator } from './server';
export type { Simulator, SimulatorOptions } from './server';
