import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples for the template editor. @internal */
export const examples: TemplateExample[] = [
  {
    description: 'Make a key for an app, and link to where it is revealed',
    example: stringify({
      steps: [
        {
          id: 'key',
          name: 'Make an API key',
          action: 'maas:key:create',
          input: {
            team: '${{ parameters.team }}',
            name: '${{ parameters.name }}',
            label: '${{ parameters.name }}',
          },
        },
      ],
      output: {
        links: [
          {
            title: 'Open your API key',
            url: '${{ steps.key.output.keyPath }}',
          },
        ],
      },
    }),
  },
  {
    description: 'Make a key for one model that works in one network only',
    example: stringify({
      steps: [
        {
          id: 'key',
          name: 'Make an API key',
          action: 'maas:key:create',
          input: {
            team: 'group:default/cs-department',
            name: 'Nightly evaluation',
            models: ['resource:maas/mistral-3-int4'],
            addresses: ['10.1.0.0/16'],
            expiresInDays: 30,
          },
        },
      ],
    }),
  },
];
