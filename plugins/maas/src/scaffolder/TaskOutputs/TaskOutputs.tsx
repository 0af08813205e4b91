import { Box } from '@backstage/ui';
import { DefaultTemplateOutputs } from '@backstage/plugin-scaffolder-react/alpha';
import { KeyReveal } from './KeyReveal';

/** What a finished template says, and the key that it had made. */
type Output = Parameters<typeof DefaultTemplateOutputs>[0]['output'];

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The result of a software template whose output has a `keyId`: links and texts as
 * always, and the key to reveal.
 *
 * @internal
 */
export const TaskOutputs = ({ output }: { output?: Output }) => {
  const keyId = output?.keyId;
  return (
    <>
      {typeof keyId === 'string' && UUID.test(keyId) && (
        <Box mb="4">
          <KeyReveal key={keyId} keyId={keyId} />
        </Box>
      )}
      <DefaultTemplateOutputs output={output} />
    </>
  );
};
