import { InputError } from '@backstage/errors';
import {
  type TermName,
  TOKEN_CLASSES,
  type UpdateModel,
} from '@openmaas/backstage-plugin-maas-common';
import { z } from 'zod';
import { readTime } from '../../http/readTime';
import {
  dataPolicy,
  definitionSchema,
  describeIssues,
  groupRef,
  retirement,
  textUpTo,
} from '../definitionSchema';
import type { TermValues } from './terms';

/** What a person wants of terms: null gives one back to the source. @internal */
export type WantedTerms = {
  [TName in TermName]?: TermValues[TName] | null;
} & {
  /** When the prices begin to hold; at once where it is left out. */
  pricesFrom?: Date;
};

const prices = z
  .array(
    z.object({
      tokenClass: z.enum(TOKEN_CLASSES),
      nanosPerMillion: z.string().regex(/^[0-9]{1,18}$/),
    }),
  )
  .superRefine((list, context) => {
    const classes = list.map(({ tokenClass }) => tokenClass);
    const twice = classes.find((name, index) => classes.indexOf(name) < index);
    if (twice) {
      const message = `${twice} is there twice: each class has one price`;
      context.addIssue({ code: 'custom', message });
    }
  })
  .transform(list =>
    Object.fromEntries(
      list.map(({ tokenClass, nanosPerMillion }) => [
        tokenClass,
        BigInt(nanosPerMillion),
      ]),
    ),
  );

const { description, lifecycle, visibility, multiplier } =
  definitionSchema.shape;
const termsSchema = z.object({
  title: textUpTo(200).trim().min(1).nullish(),
  description: description.nullable(),
  owner: groupRef.nullish(),
  approver: groupRef.nullish(),
  lifecycle: lifecycle.nullable(),
  visibility: visibility.nullable(),
  plans: z.array(z.string()).min(1).nullish(),
  multiplier: multiplier.nullable(),
  prices: prices.nullish(),
  dataPolicy: dataPolicy.nullish(),
  retirement: retirement.nullish(),
});

/** How much later than now may have become when the request arrives. */
const SLACK_MS = 60_000;

/**
 * Reads what a person wants of terms.
 *
 * @param plans - ids of all plans there are
 * @throws InputError naming everything that is wrong with a value
 * @internal
 */
export function checkTerms(
  body: Omit<UpdateModel, 'version' | 'reason'>,
  plans: string[],
  now: Date,
): WantedTerms {
  const result = termsSchema.safeParse(body);
  if (!result.success) {
    throw new InputError(describeIssues(result.error));
  }
  const unknown = (result.data.plans ?? []).filter(id => !plans.includes(id));
  if (unknown.length > 0) {
    throw new InputError(
      `plans: there is no plan "${unknown.join('", "')}", only ${plans.join(
        ', ',
      )}`,
    );
  }
  return { ...result.data, pricesFrom: checkStart(body, now) };
}

function checkStart(
  body: Pick<UpdateModel, 'prices' | 'pricesFrom'>,
  now: Date,
): Date | undefined {
  if (body.pricesFrom === undefined) {
    return undefined;
  }
  if (!body.prices) {
    throw new InputError(
      'pricesFrom is of prices that are set: send prices with it. The prices of the source come back at once',
    );
  }
  const start = readTime(body.pricesFrom, 'pricesFrom');
  if (start.getTime() < now.getTime() - SLACK_MS) {
    throw new InputError(
      `pricesFrom is in the past: calls since ${body.pricesFrom} are billed already. Leave it out for prices that hold at once`,
    );
  }
  return start;
}
