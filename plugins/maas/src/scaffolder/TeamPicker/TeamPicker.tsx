import { useApi } from '@backstage/core-plugin-api';
import { Alert, Select } from '@backstage/ui';
import { useCallback, useEffect } from 'react';
import { maasApiRef } from '../../api';
import { ErrorNote } from '../../components/ErrorNote';
import { useLoad } from '../../hooks/useLoad';
import { useTexts } from '../../hooks/useTexts';
import type { FieldProps } from '../fieldProps';

/**
 * Field of software templates for one of the teams that the user is in; where it is only
 * one, that one is chosen.
 *
 * @internal
 */
export const TeamPicker = (props: FieldProps<string>) => {
  const { formData, onChange, required, disabled, schema, uiSchema } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const {
    value: teams,
    error,
    reload,
  } = useLoad(useCallback(signal => api.listTeams({ signal }), [api]));
  const only = teams?.length === 1 ? teams[0].ref : undefined;
  useEffect(() => {
    if (!formData && only) {
      onChange(only);
    }
  }, [formData, only, onChange]);

  if (error) {
    return <ErrorNote error={error} onRetry={reload} />;
  }
  if (teams?.length === 0) {
    return <Alert status="warning" icon title={t('scaffolder.team.none')} />;
  }
  return (
    <Select
      label={schema.title ?? t('scaffolder.team.title')}
      description={uiSchema['ui:description'] ?? schema.description}
      isRequired={required}
      isDisabled={disabled || teams === undefined}
      placeholder={t('scaffolder.team.placeholder')}
      options={(teams ?? []).map(team => ({ id: team.ref, label: team.title }))}
      selectedKey={formData || null}
      onSelectionChange={team => onChange(String(team ?? ''))}
    />
  );
};
