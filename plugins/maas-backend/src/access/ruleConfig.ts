import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  type DataClass,
  parseAmount,
  type StepKind,
} from '@openmaas/backstage-plugin-maas-common';
import { z } from 'zod';
import { teamRefOf } from './teams';

/** Who decides about requests of a kind, or that nobody has to. @internal */
export interface AccessRule {
  name: string;
  /** All that is given has to fit. */
  when: {
    /** One of these plans. */
    plans?: string[];
    /** No model but these. */
    models?: string[];
    /** One of these teams. */
    teams?: string[];
    /** One of these classes of data. */
    data?: DataClass[];
    /** A budget of so many nano-units at most; a request without one does not fit. */
    maxMonthlyBudget?: bigint;
    /** Whether the requester owns the team. */
    requesterOwnsTeam?: boolean;
  };
  /** Whose decisions it takes, in this order. */
  then: 'grant' | StepKind[];
}

const KEY = 'maas.access.rules';

const parsed = <T>(parse: (value: string) => T) =>
  z.union([z.string(), z.number()]).transform((value, context) => {
    try {
      return parse(String(value));
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
      return z.NEVER;
    }
  });

const ruleSchema = (plans: string[]) =>
  z.strictObject({
    name: z
      .string('must be a name of 1 to 60 characters')
      .regex(/^\S(.{0,58}\S)?$/, 'must be a name of 1 to 60 characters'),
    when: z
      .strictObject({
        plans: z
          .array(z.enum(plans, `must be one of ${plans.join(', ')}`))
          .optional(),
        models: z.array(z.string()).optional(),
        teams: z.array(parsed(teamRefOf)).optional(),
        data: z
          .array(z.enum(['public', 'internal', 'confidential', 'personal']))
          .optional(),
        maxMonthlyBudget: parsed(parseAmount).optional(),
        requesterOwnsTeam: z.boolean().optional(),
      })
      .default({}),
    then: z.union(
      [
        z.literal('grant'),
        z
          .array(z.enum(['model-owner', 'team-owner', 'platform']))
          .min(1)
          .refine(kinds => new Set(kinds).size === kinds.length),
      ],
      'must be grant, or a list of model-owner, team-owner and platform, each once at most',
    ),
  });

/**
 * Reads `maas.access.rules`; none if it is not set.
 *
 * @param plans - ids of the plans there are
 * @throws InputError naming the rule and the field that is wrong
 * @internal
 */
export function readAccessRules(config: Config, plans: string[]): AccessRule[] {
  const items: unknown = config.getOptional(KEY) ?? [];
  if (!Array.isArray(items)) {
    throw new InputError(`Configuration ${KEY} must be a list`);
  }
  const schema = ruleSchema(plans);
  const rules = items.map((item, index) => {
    const result = schema.safeParse(item);
    if (!result.success) {
      const name = nameOf(item);
      const rule = `${KEY}[${index}]${name ? ` ("${name}")` : ''}`;
      const faults = result.error.issues.map(({ path, message }) =>
        path.length > 0 ? `${path.join('.')}: ${message}` : message,
      );
      throw new InputError(`Configuration ${rule}: ${faults.join('; ')}`);
    }
    return result.data;
  });
  const twice = rules.find(
    (rule, index) => rules.findIndex(({ name }) => name === rule.name) < index,
  );
  if (twice) {
    throw new InputError(
      `Configuration ${KEY} has two rules of the name "${twice.name}"`,
    );
  }
  return rules;
}

function nameOf(item: unknown): string | undefined {
  return typeof item === 'object' &&
    item !== null &&
    'name' in item &&
    typeof item.name === 'string'
    ? item.name
    : undefined;
}
