import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

/** Examples for the template editor. @internal */
export const examples: TemplateExample[] = [
  {
    description: 'Ask for a model of Hugging Face',
    example: stringify({
      steps: [
        {
          id: 'request',
          name: 'Request the model',
          action: 'maas:model:request',
          input: {
            team: 'group:default/cs-department',
            model: 'qwen-3-8b',
            title: 'Qwen 3 8B',
            sourceKind: 'huggingface',
            sourceUri: 'Qwen/Qwen3-8B',
            reason: 'Students compare it with what we have',
            expectedUse: 'Forty students in the winter term',
            tokensPerMonth: 20000000,
          },
        },
      ],
    }),
  },
  {
    description: 'Join a request that there is',
    example: stringify({
      steps: [
        {
          id: 'join',
          name: 'Me too',
          action: 'maas:model:request',
          input: {
            team: '${{ parameters.team }}',
            join: '019ab000-0000-7000-8000-000000000001',
            reason: 'We would use it for the library catalog',
          },
        },
      ],
    }),
  },
];
