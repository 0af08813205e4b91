import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples for the template editor. @internal */
export const examples: TemplateExample[] = [
  {
    description: 'Ask for what the form says',
    example: stringify({
      steps: [
        {
          id: 'request',
          name: 'Request access',
          action: 'maas:access:request',
          input: {
            team: '${{ parameters.team }}',
            models: '${{ parameters.models }}',
            plan: '${{ parameters.plan }}',
            purpose: '${{ parameters.purpose }}',
          },
        },
      ],
    }),
  },
  {
    description: 'Ask for two models for half a year, with a name for the key',
    example: stringify({
      steps: [
        {
          id: 'request',
          name: 'Request access',
          action: 'maas:access:request',
          input: {
            team: 'group:default/cs-department',
            models: ['mistral-3-int4', 'resource:maas/granite-8b-agent'],
            plan: 'premium',
            purpose: 'Answers questions about the course catalog',
            expiresInDays: 180,
            keyName: 'course-catalog',
          },
        },
      ],
    }),
  },
  {
    description: 'Link to the page where the key is revealed',
    example: stringify({
      steps: [
        {
          id: 'request',
          name: 'Request access',
          action: 'maas:access:request',
          input: {
            team: '${{ parameters.team }}',
            models: ['mistral-3-int4'],
            plan: 'free',
            purpose: 'Try the model',
          },
        },
      ],
      output: {
        links: [
          {
            title: 'Open your API key',
            url: '${{ steps.request.output.keyPath }}',
          },
        ],
      },
    }),
  },
];
