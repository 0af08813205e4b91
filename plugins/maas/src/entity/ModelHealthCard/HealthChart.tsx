import { Text } from '@backstage/ui';
import type { ModelHealth } from '@openmaas/backstage-plugin-maas-common';
import { useMemo } from 'react';
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useTexts } from '../../hooks/useTexts';
import { formatTime } from '../../utils/dates';
import {
  type DrawnPoint,
  drawnPoints,
  hadTrouble,
  hourTicks,
} from '../../utils/health';
import { formatDuration, formatSpeed } from '../../utils/numbers';
import styles from './HealthChart.module.css';
import { PointTooltip } from './PointTooltip';

const DAY_MS = 24 * 3_600_000;
const HEIGHT = 140;
const TICK = { fill: 'var(--bui-fg-secondary)', fontSize: 12 };

interface SeriesProps {
  title: string;
  value: 'tokensPerSecond' | 'timeToFirstTokenMs';
  points: DrawnPoint[];
  /** First and last moment, in milliseconds since the epoch. */
  range: [number, number];
}

function isAlone(
  points: DrawnPoint[],
  index: number,
  value: SeriesProps['value'],
): boolean {
  return (
    points[index][value] !== null &&
    (points[index - 1]?.[value] ?? null) === null &&
    (points[index + 1]?.[value] ?? null) === null
  );
}

/** One figure over the day: two with their own scales are easier read apart. */
const Series = ({ title, value, points, range }: SeriesProps) => {
  const t = useTexts();
  const trouble = points.filter(({ point }) => point && hadTrouble(point));
  return (
    <figure className={styles.chart} aria-label={title}>
      <Text variant="body-small" color="secondary">
        {title}
      </Text>
      <ResponsiveContainer
        width="100%"
        height={HEIGHT}
        initialDimension={{ width: 480, height: HEIGHT }}
      >
        <LineChart
          data={points}
          syncId="health"
          margin={{ top: 8, right: 8 }}
          aria-label={t('entity.health.chart.keyboard')}
        >
          <CartesianGrid vertical={false} stroke="var(--bui-border-1)" />
          <XAxis
            dataKey="at"
            type="number"
            domain={range}
            ticks={hourTicks(...range)}
            tickFormatter={at => formatTime(at)}
            tick={TICK}
            tickLine={false}
            stroke="var(--bui-border-2)"
            minTickGap={24}
          />
          <YAxis
            tickFormatter={figure =>
              value === 'timeToFirstTokenMs'
                ? formatDuration(figure)
                : formatSpeed(figure)
            }
            tick={TICK}
            tickLine={false}
            axisLine={false}
            // The same for both, so that times stand above each other.
            width={64}
            tickCount={4}
          />
          <Tooltip
            isAnimationActive={false}
            content={({ active, payload }) => {
              const drawn: DrawnPoint | undefined = payload?.[0]?.payload;
              return active && drawn?.point ? (
                <PointTooltip point={drawn.point} />
              ) : null;
            }}
          />
          {trouble.map(({ at }) => (
            <ReferenceLine
              key={at}
              x={at}
              stroke="var(--health-trouble)"
              strokeDasharray="3 2"
              strokeWidth={2}
            />
          ))}
          <Line
            dataKey={value}
            stroke="var(--health-line)"
            strokeWidth={2}
            // Between two breaks there is no line, only a dot.
            dot={({ cx, cy, index }) => (
              <circle
                key={index}
                cx={cx}
                cy={cy}
                r={isAlone(points, index, value) ? 2 : 0}
                fill="var(--health-line)"
              />
            )}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </figure>
  );
};

/**
 * Speed and time to the first token over the last 24 hours, with the times at which
 * something failed.
 *
 * @param props - `now` in milliseconds since the epoch
 * @internal
 */
export const HealthChart = (props: { health: ModelHealth; now: number }) => {
  const { health, now } = props;
  const t = useTexts();
  const points = useMemo(
    () => drawnPoints(health.points, health.pointSeconds),
    [health],
  );
  const range: [number, number] = [now - DAY_MS, now];

  return (
    <div className={styles.charts}>
      <Series
        title={t('entity.health.chart.speed')}
        value="tokensPerSecond"
        points={points}
        range={range}
      />
      <Series
        title={t('entity.health.chart.firstToken')}
        value="timeToFirstTokenMs"
        points={points}
        range={range}
      />
      {health.points.some(hadTrouble) && (
        <p className={styles.legend}>
          <span className={styles.trouble} aria-hidden="true" />
          {t('entity.health.chart.failures')}
        </p>
      )}
    </div>
  );
};
