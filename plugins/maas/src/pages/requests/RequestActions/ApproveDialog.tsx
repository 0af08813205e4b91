import { useApi } from '@backstage/core-plugin-api';
import { Text } from '@backstage/ui';
import type { AccessRequest } from '@openmaas/backstage-plugin-maas-common';
import { useState } from 'react';
import { maasApiRef } from '../../../api';
import { FormDialog } from '../../../components/FormDialog';
import type { ModelIndex } from '../../../hooks/useModelIndex';
import type { PlanIndex } from '../../../hooks/usePlanIndex';
import { useTexts } from '../../../hooks/useTexts';
import { modelsToDecide, mostToGrant } from '../../../utils/accessRequests';
import { approvalOf, budgetFaultOf, wholeApproval } from './approval';
import { ApprovalFields } from './ApprovalFields';
import { HeldNow } from './HeldNow';

/**
 * Approves a request, as it was asked for or less. It goes on with the request as it was
 * when the dialog was opened: the control plane refuses what has changed since.
 *
 * @internal
 */
export const ApproveDialog = (props: {
  request: AccessRequest;
  index: ModelIndex;
  plans: PlanIndex;
  onClose: () => void;
  onChange: (request: AccessRequest) => void;
  onOutdated: () => void;
}) => {
  const { index, plans, onClose, onChange, onOutdated } = props;
  const t = useTexts();
  const api = useApi(maasApiRef);
  const [request] = useState(props.request);
  const models = modelsToDecide(request);
  const most = mostToGrant(request);
  const [untouched] = useState(() => wholeApproval(models, most));
  const [form, setForm] = useState(untouched);
  const budgetFault = budgetFaultOf(form, most);
  const incomplete =
    budgetFault !== undefined ||
    Number.isNaN(form.days) ||
    (models.length > 1 && form.models.length === 0);

  return (
    <FormDialog
      title={t('requestsPage.approve.title')}
      submitLabel={t('requestsPage.approve.confirm')}
      incomplete={incomplete}
      touched={form !== untouched}
      onClose={onClose}
      onOutdated={onOutdated}
      onSubmit={async () => {
        const approval = approvalOf(form, models, most);
        onChange(await api.approveAccessRequest(request.id, approval));
        onClose();
      }}
    >
      <Text>{t('requestsPage.approve.text')}</Text>
      <HeldNow request={request} models={models} index={index} plans={plans} />
      <ApprovalFields
        form={form}
        models={models}
        most={most}
        index={index}
        plans={plans}
        budgetFault={budgetFault}
        onChange={setForm}
      />
    </FormDialog>
  );
};
