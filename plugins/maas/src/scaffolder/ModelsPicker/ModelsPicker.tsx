import { useApi } from '@backstage/core-plugin-api';
import { CheckboxGroup, SearchField, Text } from '@backstage/ui';
import {
  modelEntityRef,
  modelIdFromRef,
} from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useDeferredValue, useState } from 'react';
import { maasApiRef } from '../../api';
import { ErrorNote } from '../../components/ErrorNote';
import { ListSkeleton } from '../../components/ListSkeleton';
import { useLoad } from '../../hooks/useLoad';
import { useTexts } from '../../hooks/useTexts';
import { listModelsById } from '../../utils/models';
import { accessFormData, type FieldProps } from '../fieldProps';
import { ModelOption } from './ModelOption';
import styles from './ModelsPicker.module.css';

/** So many are shown; who wants another one searches for it. */
const MOST_SHOWN = 12;

/**
 * Field of software templates for one or more models, with what tells them apart: price,
 * whether they work now, and what the chosen team has of them.
 *
 * @internal
 */
export const ModelsPicker = (props: FieldProps<string[]>) => {
  const { formData, onChange, required, disabled, schema, uiSchema } = props;
  const { team } = accessFormData(props);
  const t = useTexts();
  const api = useApi(maasApiRef);
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search.trim());
  const found = useLoad(
    useCallback(
      signal =>
        api.listModels(
          { search: wanted || undefined, sort: 'title', limit: MOST_SHOWN },
          { signal },
        ),
      [api, wanted],
    ),
  );
  const chosen = (formData ?? []).filter(Boolean).map(modelIdFromRef);
  const chosenIds = chosen.join();
  const picked = useLoad(
    useCallback(
      async signal =>
        chosenIds ? listModelsById(api, chosenIds.split(','), signal) : [],
      [api, chosenIds],
    ),
  );
  const pickedModels = (picked.value ?? []).filter(({ id }) =>
    chosen.includes(id),
  );
  const others = (found.value?.items ?? []).filter(
    ({ id }) => !pickedModels.some(model => model.id === id),
  );
  const hidden =
    (found.value?.totalItems ?? 0) - (found.value?.items.length ?? 0);
  const error = found.error ?? picked.error;

  return (
    <CheckboxGroup
      label={schema.title ?? t('scaffolder.models.title')}
      description={uiSchema['ui:description'] ?? schema.description}
      isRequired={required}
      isDisabled={disabled}
      value={chosen}
      onChange={ids => onChange(ids.map(modelEntityRef))}
    >
      <SearchField
        className={styles.search}
        aria-label={t('scaffolder.models.search')}
        placeholder={t('scaffolder.models.search')}
        value={search}
        onChange={setSearch}
      />
      {error !== undefined && (
        <ErrorNote
          error={error}
          onRetry={() => {
            found.reload();
            picked.reload();
          }}
        />
      )}
      {!found.value && !error && <ListSkeleton />}
      {[...pickedModels, ...others].map(model => (
        <ModelOption key={model.id} model={model} team={team} />
      ))}
      {found.value?.totalItems === 0 && (
        <Text as="p" color="secondary">
          {t('scaffolder.models.none')}
        </Text>
      )}
      {hidden > 0 && (
        <Text as="p" color="secondary">
          {t('scaffolder.models.more', { count: hidden })}
        </Text>
      )}
    </CheckboxGroup>
  );
};
