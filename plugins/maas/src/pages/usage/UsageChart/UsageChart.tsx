import { Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import { useMemo } from 'react';
import {
  Bar,
  BarChart,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { ScopeSwitch } from '../../../components/ScopeSwitch';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import { useTexts } from '../../../hooks/useTexts';
import { formatDrawnMoney, formatShortCount } from '../../../utils/numbers';
import { formatSlot, slotStarts } from '../../../utils/periods';
import {
  chartOf,
  type ChartSlot,
  type Metric,
  METRICS,
  OTHER_MODELS,
} from '../../../utils/usage';
import type { ShownUsage } from '../UsagePage/useUsage';
import { SlotTooltip } from './SlotTooltip';
import styles from './UsageChart.module.css';

const HEIGHT = 260;
const TICK = { fill: 'var(--bui-fg-secondary)', fontSize: 12 };

/** The colour of a series; the stylesheet has one set for each theme. */
const colourOf = (id: string, place: number) =>
  `var(--usage-series-${id === OTHER_MODELS ? 'other' : place + 1})`;

/** Tokens or cost per day or hour, stacked by model. The table beside it has the numbers. @internal */
export const UsageChart = (props: {
  usage: ShownUsage;
  show: Metric;
  models: ModelIndex;
  onShow: (show: Metric) => void;
}) => {
  const { usage, show, models, onShow } = props;
  const { report, granularity } = usage;
  const { timeZone, currency } = report;
  const t = useTexts();
  const { series, slots } = useMemo(
    () =>
      chartOf(
        report.rows,
        slotStarts(report.from, report.to, granularity, timeZone),
        show,
      ),
    [report, granularity, timeZone, show],
  );
  const named = series.map((id, place) => ({
    id,
    colour: colourOf(id, place),
    title:
      id === OTHER_MODELS
        ? t('usagePage.chart.others')
        : models.get(id)?.title ?? id,
  }));
  const title = t(`usagePage.chart.${show}.${granularity}`);

  return (
    <Card>
      <CardHeader>
        <Flex
          align="center"
          justify="between"
          gap="3"
          className={styles.header}
        >
          <Text as="h3" weight="bold">
            {title}
          </Text>
          <ScopeSwitch<Metric>
            label={t('usagePage.chart.label')}
            value={show}
            onChange={onShow}
            options={METRICS.map(id => ({
              id,
              label: t(`usagePage.chart.${id}.name`),
            }))}
          />
        </Flex>
      </CardHeader>
      <CardBody>
        <figure className={styles.chart} aria-label={title}>
          <ResponsiveContainer
            width="100%"
            height={HEIGHT}
            initialDimension={{ width: 640, height: HEIGHT }}
          >
            <BarChart
              data={slots}
              margin={{ top: 8, right: 8 }}
              aria-label={t('usagePage.chart.keyboard')}
            >
              <CartesianGrid vertical={false} stroke="var(--bui-border-1)" />
              <XAxis
                dataKey="start"
                tickFormatter={start =>
                  formatSlot(start, granularity, timeZone)
                }
                tick={TICK}
                tickLine={false}
                stroke="var(--bui-border-2)"
                minTickGap={16}
              />
              <YAxis
                tickFormatter={length =>
                  show === 'cost'
                    ? formatDrawnMoney(length, currency)
                    : formatShortCount(length)
                }
                tick={TICK}
                tickLine={false}
                axisLine={false}
                width="auto"
                allowDecimals={show === 'cost'}
              />
              <Tooltip
                cursor={{ fill: 'var(--bui-bg-neutral-2)' }}
                isAnimationActive={false}
                content={({ active, payload }) => {
                  const slot: ChartSlot | undefined = payload?.[0]?.payload;
                  return active && slot ? (
                    <SlotTooltip
                      slot={slot}
                      title={formatSlot(slot.start, granularity, timeZone)}
                      series={named}
                      currency={currency}
                    />
                  ) : null;
                }}
              />
              {named.map(({ id, colour, title: name }) => (
                <Bar
                  key={id}
                  name={name}
                  dataKey={(slot: ChartSlot) => slot.lengths[id]}
                  stackId="models"
                  fill={colour}
                  maxBarSize={48}
                  // Bars would grow anew with each refresh.
                  isAnimationActive={false}
                />
              ))}
            </BarChart>
          </ResponsiveContainer>
          <ul className={styles.legend}>
            {named.map(({ id, colour, title: name }) => (
              <li key={id}>
                <span
                  className={styles.swatch}
                  style={{ background: colour }}
                />
                {name}
              </li>
            ))}
          </ul>
        </figure>
      </CardBody>
    </Card>
  );
};
