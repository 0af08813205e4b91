import {
  createFormField,
  FormFieldBlueprint,
  scaffolderTemplateOutputsBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';
import { TaskOutputs } from './TaskOutputs';

/** Templates whose result has a key to reveal. */
const TEMPLATES_WITH_KEY = [
  'template:default/request-model-access',
  'template:default/start-ai-app',
];

const teamPicker = FormFieldBlueprint.make({
  name: 'team-picker',
  params: {
    field: async () => {
      const { TeamPicker } = await import('./TeamPicker');
      return createFormField({ name: 'MaasTeamPicker', component: TeamPicker });
    },
  },
});

const modelsPicker = FormFieldBlueprint.make({
  name: 'models-picker',
  params: {
    field: async () => {
      const { ModelsPicker } = await import('./ModelsPicker');
      return createFormField({
        name: 'MaasModelsPicker',
        component: ModelsPicker,
      });
    },
  },
});

const planPicker = FormFieldBlueprint.make({
  name: 'plan-picker',
  params: {
    field: async () => {
      const { PlanPicker } = await import('./PlanPicker');
      return createFormField({ name: 'MaasPlanPicker', component: PlanPicker });
    },
  },
});

const wantedModelSource = FormFieldBlueprint.make({
  name: 'wanted-model-source',
  params: {
    field: async () => {
      const { WantedModelSource } = await import('./WantedModelSource');
      return createFormField({
        name: 'MaasWantedModelSource',
        component: WantedModelSource,
      });
    },
  },
});

const templateOutputs = scaffolderTemplateOutputsBlueprint.make({
  params: { component: TaskOutputs, templateRefs: TEMPLATES_WITH_KEY },
});

/** Fields of forms and results of software templates. @internal */
export const scaffolderExtensions = [
  teamPicker,
  modelsPicker,
  planPicker,
  wantedModelSource,
  templateOutputs,
];
