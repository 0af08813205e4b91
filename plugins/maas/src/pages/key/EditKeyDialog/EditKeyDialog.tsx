import { useApi } from '@backstage/core-plugin-api';
import type { ApiKey } from '@openmaas/backstage-plugin-maas-common';
import { useCallback, useState } from 'react';
import { maasApiRef } from '../../../api';
import { FormDialog } from '../../../components/FormDialog';
import { ListSkeleton } from '../../../components/ListSkeleton';
import { useLoad } from '../../../hooks/useLoad';
import { useTexts } from '../../../hooks/useTexts';
import { useToast } from '../../../hooks/useToast';
import { formatDate } from '../../../utils/dates';
import { formOf, isSound, updateOf } from '../../../utils/keyForm';
import { listAllModels } from '../../../utils/models';
import { KeyFields, type ModelOption } from '../../keys/KeyFields';

/** The models that a key can be restricted to, those that it is restricted to among them. */
function useModelOptions(apiKey: ApiKey): ModelOption[] | undefined {
  const t = useTexts();
  const api = useApi(maasApiRef);
  const { team } = apiKey;
  const { value, loading } = useLoad(
    useCallback(signal => listAllModels(api, { team }, signal), [api, team]),
  );
  if (loading) {
    return undefined;
  }
  // Not everybody may see all that the team can call; what the key can call is enough.
  const callable = new Map<string, ModelOption>(
    [...apiKey.models, ...(value ?? [])].map(({ id, title }) => [
      id,
      { id, title },
    ]),
  );
  const gone = (apiKey.onlyModels ?? [])
    .filter(id => !callable.has(id))
    .map(id => ({ id, title: id, remark: t('keyPage.edit.gone') }));
  return [...callable.values(), ...gone];
}

/** Changes what a key is called, and what it can do. Render it only while it is open. @internal */
export const EditKeyDialog = (props: {
  apiKey: ApiKey;
  onClose: () => void;
  onSaved: (key: ApiKey) => void;
  onOutdated: () => void;
}) => {
  const { onClose, onSaved, onOutdated } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const toast = useToast();
  // What changes elsewhere meanwhile must not change what is to be sent.
  const [apiKey] = useState(props.apiKey);
  const [form, setForm] = useState(() => formOf(apiKey));
  const models = useModelOptions(apiKey);
  const update = isSound(form) ? updateOf(apiKey, form) : undefined;

  return (
    <FormDialog
      title={t('keyPage.edit.title', { name: apiKey.name })}
      submitLabel={t('keyPage.edit.save')}
      incomplete={!update}
      touched={update !== undefined || !isSound(form)}
      onClose={onClose}
      onOutdated={onOutdated}
      onSubmit={async () => {
        if (update) {
          const saved = await api.updateKey(apiKey.id, update);
          toast(t('keyPage.edit.saved', { name: saved.name }));
          onSaved(saved);
          onClose();
        }
      }}
    >
      {models ? (
        <KeyFields
          form={form}
          models={models}
          expiry={{
            label: t('keyPage.edit.expiry'),
            description: apiKey.expiresAt
              ? t('keyPage.edit.expiryDescription', {
                  time: formatDate(apiKey.expiresAt),
                })
              : t('keyPage.edit.expiryNever'),
          }}
          onChange={setForm}
        />
      ) : (
        <ListSkeleton rows={4} height={48} />
      )}
    </FormDialog>
  );
};
