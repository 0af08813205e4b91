import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { UseWatch } from '../accounts/UseWatch';
import { isPostgres } from '../database/isPostgres';
import type { PriceClock } from '../models/PriceClock';
import { PolicyListener } from './PolicyListener';
import type { PolicyNews } from './PolicyNews';

/**
 * Hears from now on of the changes of other replicas, where there can be such, and of
 * those that time makes, and answers every waiting gateway when the backend shuts down.
 *
 * @internal
 */
export function watchPolicy(options: {
  knex: Knex;
  news: PolicyNews;
  priceClock: PriceClock;
  useWatch: UseWatch;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): void {
  const { knex, news, priceClock, useWatch, lifecycle } = options;
  const listener = isPostgres(knex) ? new PolicyListener(options) : undefined;
  listener?.start();
  priceClock.start();
  lifecycle.addShutdownHook(async () => {
    news.close();
    await Promise.all([listener?.stop(), priceClock.stop(), useWatch.stop()]);
  });
}
