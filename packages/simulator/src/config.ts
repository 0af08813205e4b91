import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { describeIssues } from './validation';

/**
 * One simulated model server, as written in the configuration file.
 *
 * @public
 */
export interface SimulatedModel {
  /** the server's path, a slug of at most 48 characters */
  name: string;
  /** what clients send as `model`; default: the name */
  servedModelName?: string;
  /** tokens of prompt and answer together */
  contextLength: number;
  /** default: chat */
  kind?: 'chat' | 'embedding' | 'transcription';
  /** how fast a prompt is read; default: 2000 */
  promptTokensPerSecond?: number;
  /** how fast each answer is written; default: 25 */
  tokensPerSecond?: number;
  /** calls that run at once, more have to wait; default: 16 */
  maxConcurrent?: number;
  /** whether it thinks before it answers; default: false */
  reasoning?: boolean;
  /** whether it calls tools on its own; default: false */
  tools?: boolean;
  /** length of the vectors of an embedding model; default: 1024 */
  embeddingDimensions?: number;
  /** factor on both speeds, 0 never waits; default: 1 */
  speed?: number;
}

/**
 * A model with every default filled in.
 *
 * @internal
 */
export type ModelConfig = Required<SimulatedModel>;

const modelSchema: z.ZodType<ModelConfig, SimulatedModel> = z
  .strictObject({
    name: z
      .string()
      .regex(
        /^[a-z0-9]([a-z0-9.-]{0,46}[a-z0-9])?$/,
        'must be at most 48 of a-z, 0-9, "." and "-", and start and end with a letter or digit',
      ),
    servedModelName: z.string().min(1).max(200).optional(),
    contextLength: z.int().min(64).max(2_000_000),
    kind: z.enum(['chat', 'embedding', 'transcription']).default('chat'),
    promptTokensPerSecond: z.number().positive().default(2000),
    tokensPerSecond: z.number().positive().default(25),
    maxConcurrent: z.int().min(1).max(1024).default(16),
    reasoning: z.boolean().default(false),
    tools: z.boolean().default(false),
    embeddingDimensions: z.int().min(2).max(8192).default(1024),
    speed: z.number().min(0).default(1),
  })
  .superRefine((model, context) => {
    for (const ability of ['reasoning', 'tools'] as const) {
      if (model.kind !== 'chat' && model[ability]) {
        context.addIssue({
          code: 'custom',
          path: [ability],
          message: 'only a chat model can have it',
        });
      }
    }
  })
  .transform(model => ({
    ...model,
    servedModelName: model.servedModelName ?? model.name,
  }));

const modelsSchema = z
  .array(modelSchema)
  .min(1, 'name at least one model')
  .superRefine((models, context) => {
    const seen = new Set<string>();
    models.forEach(({ name }, index) => {
      if (seen.has(name)) {
        context.addIssue({
          code: 'custom',
          path: [index, 'name'],
          message: `"${name}" is there twice`,
        });
      }
      seen.add(name);
    });
  });

/**
 * The configuration is wrong; the message names the file and each wrong field.
 *
 * @public
 */
export class ConfigError extends Error {
  name = 'ConfigError';
}

/**
 * Checks a list of models and fills in the defaults.
 *
 * @param input - the list, as read from a file or written in code
 * @param source - what to call the list in an error, usually the file's name
 * @throws ConfigError
 * @internal
 */
export function parseModels(input: unknown, source: string): ModelConfig[] {
  const result = modelsSchema.safeParse(input);
  if (!result.success) {
    throw new ConfigError(
      `${source} is not a valid list of simulated models:\n${describeIssues(
        result.error,
        'the file',
      )
        .map(issue => `  ${issue}`)
        .join('\n')}`,
    );
  }
  return result.data;
}

/**
 * Reads a YAML file with a list of models.
 *
 * @throws ConfigError when the file cannot be read, is not YAML or has a wrong field
 * @public
 */
export function loadModels(file: string): SimulatedModel[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(
      `${file} cannot be read: ${
        (error as NodeJS.ErrnoException).code ?? String(error)
      }`,
    );
  }
  let input: unknown;
  try {
    input = parse(text);
  } catch (error) {
    throw new ConfigError(`${file} is not YAML: ${(error as Error).message}`);
  }
  return parseModels(input, file);
}
