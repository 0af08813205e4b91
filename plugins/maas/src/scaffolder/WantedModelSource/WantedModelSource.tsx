import { useApi } from '@backstage/core-plugin-api';
import { Link, Text, TextField } from '@backstage/ui';
import {
  modelPagePath,
  type SimilarModels,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useDeferredValue } from 'react';
import { maasApiRef } from '../../api';
import { useLoad } from '../../hooks/useLoad';
import { useTexts } from '../../hooks/useTexts';
import type { FieldProps } from '../fieldProps';
import styles from './WantedModelSource.module.css';

const NOTHING: SimilarModels = { models: [], requests: [] };
const MOST_LENGTH = 500;
const LEAST_LENGTH = 3;

/**
 * Field of software templates for where the weights of a wanted model are. While one
 * writes, it shows what is there or was asked for already.
 *
 * @internal
 */
export const WantedModelSource = (props: FieldProps<string>) => {
  const { formData = '', onChange, required, disabled, schema } = props;
  const { uiSchema } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const to = useDeferredValue(formData.trim());
  const { value = NOTHING } = useLoad(
    useCallback(
      async signal =>
        to.length >= LEAST_LENGTH
          ? api.findSimilarModels({ to }, { signal })
          : NOTHING,
      [api, to],
    ),
  );

  return (
    <div>
      <TextField
        label={schema.title ?? t('scaffolder.source.title')}
        description={uiSchema['ui:description'] ?? schema.description}
        isRequired={required}
        isDisabled={disabled}
        maxLength={MOST_LENGTH}
        value={formData}
        onChange={onChange}
      />
      <div role="status" className={styles.similar}>
        {value.models.length > 0 && (
          <>
            <Text as="p" weight="bold">
              {t('scaffolder.source.models')}
            </Text>
            <ul>
              {value.models.map(model => (
                <li key={model.id}>
                  <Link href={modelPagePath(model.id)}>{model.title}</Link>
                </li>
              ))}
            </ul>
          </>
        )}
        {value.requests.length > 0 && (
          <>
            <Text as="p" weight="bold">
              {t('scaffolder.source.requests')}
            </Text>
            <ul>
              {value.requests.map(request => (
                <li key={request.id}>
                  <Link href={`/maas/model-requests/${request.id}`}>
                    {t('scaffolder.source.wanted', {
                      title: request.title,
                      count: request.joins.length + 1,
                    })}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
};
