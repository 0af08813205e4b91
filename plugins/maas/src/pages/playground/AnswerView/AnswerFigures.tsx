import { MoneyText } from '../../../components/MoneyText';
import { useTexts } from '../../../hooks/useTexts';
import { formatCount, formatDuration } from '../../../utils/numbers';
import type {
  Answer,
  AnswerFigures as Figures,
} from '../../../utils/playground';
import styles from './AnswerView.module.css';

/** Tokens, time and cost of an answer. @internal */
export const AnswerFigures = (props: { answer: Answer; figures: Figures }) => {
  const { answer, figures } = props;
  const { tokens, estimated, tokensPerSecond, cost } = figures;
  const t = useTexts();
  const about = estimated ? '≈ ' : '';

  return (
    <ul
      className={styles.figures}
      aria-label={t('playground.figures.label')}
      title={estimated ? t('playground.figures.about') : undefined}
    >
      <li>
        {about}
        {t('playground.figures.input', { tokens: formatCount(tokens.input) })}
      </li>
      {tokens.cachedInput > 0 && (
        <li>
          {t('playground.figures.cached', {
            tokens: formatCount(tokens.cachedInput),
          })}
        </li>
      )}
      <li>
        {about}
        {t('playground.figures.output', { tokens: formatCount(tokens.output) })}
      </li>
      {tokens.reasoning > 0 && (
        <li>
          {about}
          {t('playground.figures.reasoning', {
            tokens: formatCount(tokens.reasoning),
          })}
        </li>
      )}
      {cost && (
        <li>
          {about}
          <MoneyText nanos={cost.nanos} currency={cost.currency} />
        </li>
      )}
      {answer.firstTokenMs !== undefined && (
        <li>
          {t('playground.figures.firstToken', {
            time: formatDuration(answer.firstTokenMs),
          })}
        </li>
      )}
      {tokensPerSecond !== undefined && (
        <li>
          {about}
          {t('playground.figures.speed', {
            speed: formatCount(Math.round(tokensPerSecond)),
          })}
        </li>
      )}
    </ul>
  );
};
