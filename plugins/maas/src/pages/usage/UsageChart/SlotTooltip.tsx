import { useTexts } from '../../../hooks/useTexts';
import { formatCount, formatMoney } from '../../../utils/numbers';
import { allTokens, type ChartSlot } from '../../../utils/usage';
import styles from './UsageChart.module.css';

/** What one bar of the chart stands for. @internal */
export const SlotTooltip = (props: {
  slot: ChartSlot;
  /** Which day or hour it is. */
  title: string;
  series: Array<{ id: string; title: string; colour: string }>;
  currency: string;
}) => {
  const { slot, title, series, currency } = props;
  const t = useTexts();
  const used = series.flatMap(one => {
    const sums = slot.sums.get(one.id);
    return sums ? [{ ...one, sums }] : [];
  });
  return (
    <div className={styles.tooltip}>
      <strong>{title}</strong>
      {used.length === 0 && <div>{t('usagePage.chart.nothing')}</div>}
      {used.map(({ id, title: name, colour, sums }) => (
        <div key={id}>
          <span className={styles.swatch} style={{ background: colour }} />
          {t('usagePage.chart.slot', {
            model: name,
            tokens: formatCount(allTokens(sums)),
            cost: formatMoney(sums.cost, currency),
          })}
        </div>
      ))}
    </div>
  );
};
