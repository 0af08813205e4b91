import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseAmount } from '@openmaas/backstage-plugin-maas-common';
import { z } from 'zod';
import { teamRefOf } from '../access/teams';

/**
 * What may be used in a calendar month by the calls that team, model and key match; one
 * without any of them is the whole organisation's.
 *
 * @internal
 */
export interface Budget {
  id: string;
  /** Entity reference of a group. */
  team?: string;
  model?: string;
  /** Id of an API key. */
  key?: string;
  unit: 'tokens' | 'money';
  /** Tokens, or nano-units. */
  limit: bigint;
  /** Calls beyond it are refused; if not, they are only reported. */
  hard: boolean;
}

const KEY = 'maas.budgets';
const MOST_ID = 100;
const MODEL_ID = /^[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const team = z.string().transform((value, context) => {
  try {
    return teamRefOf(value);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
    return z.NEVER;
  }
});

const amount = z
  .union([z.string(), z.number()], {
    error: 'must be a decimal such as 250 or 99.50',
  })
  .transform((value, context) => {
    try {
      return parseAmount(value);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
      return z.NEVER;
    }
  });

const budgetSchema = z.strictObject({
  team: team.optional(),
  model: z
    .string()
    .regex(MODEL_ID, 'must be the id of a model, such as granite-3')
    .optional(),
  key: z
    .string()
    .regex(UUID, 'must be the id of an API key, which is a UUID')
    .optional(),
  tokens: z
    .int({ error: 'must be a whole number' })
    .nonnegative('must be a whole number from 0')
    .optional(),
  amount: amount.optional(),
  hard: z.boolean({ error: 'must be true or false' }).default(true),
});

/**
 * The budgets there are. They come from configuration and are the same for as long as
 * the process runs, so there is no store.
 *
 * @internal
 */
export class BudgetService {
  private constructor(private readonly budgets: Budget[]) {}

  /**
   * Budgets of `maas.budgets`; none if it is not set.
   *
   * @throws InputError naming the budget and the field that is wrong
   */
  static fromConfig(config: Config): BudgetService {
    // As one value: to the config itself, a dot in an id leads further down.
    const budgets: unknown = config.getOptional(KEY) ?? {};
    if (typeof budgets !== 'object' || Array.isArray(budgets)) {
      throw new InputError(`Configuration ${KEY} must be budgets by their ids`);
    }
    return new BudgetService(
      Object.entries(budgets ?? {}).map(([id, value]) => readBudget(id, value)),
    );
  }

  /** All budgets. */
  list(): Budget[] {
    return this.budgets;
  }
}

function readBudget(id: string, value: unknown): Budget {
  if (id.length < 1 || id.length > MOST_ID) {
    throw new InputError(
      `Configuration ${KEY} has an id of no or more than ${MOST_ID} characters: ${id}`,
    );
  }
  const result = budgetSchema.safeParse(value);
  if (!result.success) {
    const faults = result.error.issues.map(
      ({ path, message }) => `${[KEY, id, ...path].join('.')}: ${message}`,
    );
    throw new InputError(`Configuration ${faults.join('; ')}`);
  }
  const { tokens, amount: nanos, ...rest } = result.data;
  if (tokens !== undefined && nanos === undefined) {
    return { id, ...rest, unit: 'tokens', limit: BigInt(tokens) };
  }
  if (nanos !== undefined && tokens === undefined) {
    return { id, ...rest, unit: 'money', limit: nanos };
  }
  throw new InputError(
    `Configuration ${KEY}.${id} must have either tokens or amount, just one of them`,
  );
}
