import { HighlightedSearchResultText } from '@backstage/plugin-search-react';
import type {
  ResultHighlight,
  SearchDocument,
} from '@backstage/plugin-search-common';
import { Badge, Link, Text } from '@backstage/ui';
import type { ModelSearchDocument } from '@openmaas/backstage-plugin-maas-common';
import type { ReactNode } from 'react';
import { Capabilities } from '../../components/Capabilities';
import { useTexts } from '../../hooks/useTexts';
import { hitPrices } from '../../utils/search';
import styles from './ModelSearchResult.module.css';

const Highlighted = (props: {
  field: 'title' | 'description';
  hit: ModelSearchDocument;
  highlight?: ResultHighlight;
}) => {
  const { field, hit, highlight } = props;
  const text = highlight?.fields[field];
  return highlight && text ? (
    <HighlightedSearchResultText
      text={text}
      preTag={highlight.preTag}
      postTag={highlight.postTag}
    />
  ) : (
    <>{hit[field]}</>
  );
};

const Facts = ({ hit }: { hit: ModelSearchDocument }) => {
  const t = useTexts();
  const { input, output } = hitPrices(hit);
  return (
    <ul className={styles.facts} aria-label={t('search.facts')}>
      {hit.provider && <li>{hit.provider}</li>}
      {hit.license && <li>{t('search.license', { license: hit.license })}</li>}
      {input && output && <li>{t('search.prices', { input, output })}</li>}
      {input && !output && <li>{t('search.inputPrice', { input })}</li>}
      {!input && output && <li>{t('search.outputPrice', { output })}</li>}
    </ul>
  );
};

/**
 * A model among the hits of the portal's search.
 *
 * @param props - `result` is a {@link ModelSearchDocument}
 * @internal
 */
export const ModelSearchResult = (props: {
  result?: SearchDocument;
  highlight?: ResultHighlight;
  icon?: ReactNode;
}) => {
  const { highlight, icon } = props;
  const t = useTexts();
  const hit = props.result as ModelSearchDocument | undefined;
  if (!hit) {
    return null;
  }
  return (
    <div className={styles.hit}>
      {icon && (
        <span className={styles.icon} aria-hidden>
          {icon}
        </span>
      )}
      <div className={styles.content}>
        <span className={styles.name}>
          {/* The list tells the analytics that the hit was opened. */}
          <Link href={hit.location} variant="title-x-small" noTrack>
            <Highlighted field="title" hit={hit} highlight={highlight} />
          </Link>
          <Badge>{t('search.kind')}</Badge>
        </span>
        {hit.description && (
          <Text as="p" color="secondary" className={styles.description}>
            <Highlighted field="description" hit={hit} highlight={highlight} />
          </Text>
        )}
        <Capabilities capabilities={hit.capability} />
        <Facts hit={hit} />
      </div>
    </div>
  );
};
