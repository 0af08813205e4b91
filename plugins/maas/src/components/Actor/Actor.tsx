import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useTexts } from '../../hooks/useTexts';

const RULE_PREFIX = 'rule:';
const SYSTEM = 'system';

/**
 * Who did something: a person, linked to their page, a rule, or the portal itself.
 *
 * @param props - `actor` is an entity reference, `rule:<name>` or `system`; `inText` beside a
 *   label, not at the start of a sentence
 * @internal
 */
export const Actor = ({
  actor,
  inText,
}: {
  actor: string;
  inText?: boolean;
}) => {
  const t = useTexts();
  if (actor === SYSTEM) {
    return <>{inText ? t('timeline.bySystem') : t('timeline.system')}</>;
  }
  if (actor.startsWith(RULE_PREFIX)) {
    const name = actor.slice(RULE_PREFIX.length);
    return (
      <>
        {inText ? t('timeline.byRule', { name }) : t('timeline.rule', { name })}
      </>
    );
  }
  return <EntityRefLink entityRef={actor} hideIcon />;
};
