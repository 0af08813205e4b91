import { useTexts } from '../../hooks/useTexts';
import { formatDate, formatDateTime, formatRelative } from '../../utils/dates';

/**
 * A time, short, with the exact one in its title.
 *
 * @param props - `time` in ISO 8601; with `relative`, how far it is from now
 * @internal
 */
export const DateTime = (props: { time?: string; relative?: boolean }) => {
  const { time, relative } = props;
  const t = useTexts();
  if (!time) {
    return <>{t('common.never')}</>;
  }
  return (
    <time dateTime={time} title={formatDateTime(time)}>
      {relative ? formatRelative(time, Date.now()) : formatDate(time)}
    </time>
  );
};
