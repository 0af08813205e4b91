import { useApi } from '@backstage/core-plugin-api';
import type { UsageReport } from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useRef } from 'react';
import { maasApiRef } from '../../../api';
import { type Live, useLive } from '../../../hooks/useLive';
import {
  type Granularity,
  granularityOf,
  periodStart,
} from '../../../utils/periods';
import { REFRESH_MS } from '../refresh';
import type { UsageView } from './useUsageView';

/** A report by day or hour and model, and what it answers. @internal */
export interface ShownUsage {
  report: UsageReport;
  granularity: Granularity;
}

/**
 * What was used, by day or hour and model, kept up to date.
 *
 * @internal
 */
export function useUsage(
  view: Pick<UsageView, 'period' | 'team' | 'model' | 'key'>,
): Live<ShownUsage> {
  const { period, team, model, key } = view;
  const api = useApi(maasApiRef);
  // Only a report tells the zone that days are told in: the browser's is a first guess.
  const zone = useRef(new Intl.DateTimeFormat().resolvedOptions().timeZone);

  return useLive(
    useCallback(
      async signal => {
        const granularity = granularityOf(period);
        const now = Date.now();
        const ask = (from: string) =>
          api.getUsage(
            { from, granularity, groupBy: 'model', team, model, key },
            { signal },
          );
        const guess = periodStart(period, now, zone.current);
        const report = await ask(guess);
        zone.current = report.timeZone;
        const from = periodStart(period, now, zone.current);
        return {
          report: from === guess ? report : await ask(from),
          granularity,
        };
      },
      [api, period, team, model, key],
    ),
    REFRESH_MS,
  );
}
