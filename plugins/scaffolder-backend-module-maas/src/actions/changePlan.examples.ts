import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples for the template editor. @internal */
export const examples: TemplateExample[] = [
  {
    description: 'Ask for a larger plan for all models that the team has',
    example: stringify({
      steps: [
        {
          id: 'change',
          name: 'Change plan',
          action: 'maas:plan:change',
          input: {
            team: '${{ parameters.team }}',
            plan: 'premium',
            purpose: 'The course has 200 students now',
          },
        },
      ],
    }),
  },
  {
    description: 'Ask for a monthly budget for one model',
    example: stringify({
      steps: [
        {
          id: 'change',
          name: 'Change budget',
          action: 'maas:plan:change',
          input: {
            team: 'group:default/cs-department',
            models: ['resource:maas/mistral-3-int4'],
            plan: 'free',
            monthlyBudget: '25.50',
            purpose: 'Nightly evaluations',
          },
        },
      ],
    }),
  },
];
