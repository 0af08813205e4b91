import type {
  LifecycleService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { isPostgres } from '../database/isPostgres';
import { PolicyListener } from './PolicyListener';
import type { PolicyNews } from './PolicyNews';

/**
 * Hears of the changes of other replicas from now on, where there can be such, and
 * answers every waiting gateway when the backend shuts down.
 *
 * @internal
 */
export function watchPolicy(options: {
  knex: Knex;
  news: PolicyNews;
  lifecycle: LifecycleService;
  logger: LoggerService;
}): void {
  const { knex, news, lifecycle } = options;
  const listener = isPostgres(knex) ? new PolicyListener(options) : undefined;
  listener?.start();
  lifecycle.addShutdownHook(async () => {
    news.close();
    await listener?.stop();
  });
}
