import { badRequest } from '../protocol/requestBody';
import { readParameters } from './parameters';

/** Which field of a form a part is. @internal */
export interface PartHead {
  name: string;
  /** Whether it is a file: it names one. */
  isFile: boolean;
}

const NAME = /^[\w.[\]-]{1,100}$/;
const KNOWN = ['name', 'filename', 'filename*'];

/**
 * Reads the headers of a part. They must have but one meaning: what the gateway meters as
 * one model, no server may read as another.
 *
 * @param head - lines without the empty one after them
 * @throws GatewayError 400
 * @internal
 */
export function readPartHead(head: string): PartHead {
  const dispositions: string[] = [];
  for (const line of head.split('\r\n')) {
    const [, name, value] = /^([\w-]+):[ \t]*([^\r\n\0]*)$/.exec(line) ?? [];
    switch (name?.toLowerCase()) {
      case undefined:
        throw malformedPart('has a line among its headers that is none');
      case 'content-disposition':
        dispositions.push(value);
        break;
      case 'content-transfer-encoding':
        if (!/^(binary|8bit|7bit)\s*$/i.test(value)) {
          throw malformedPart('is encoded: send it as it is');
        }
        break;
      default:
    }
  }
  if (dispositions.length !== 1) {
    throw malformedPart('does not have just one Content-Disposition');
  }
  return readDisposition(dispositions[0]);
}

function readDisposition(disposition: string): PartHead {
  const [type] = /^form-data/i.exec(disposition) ?? [];
  const parameters = type && readParameters(disposition.slice(type.length));
  if (
    !parameters ||
    ![...parameters.keys()].every(key => KNOWN.includes(key))
  ) {
    throw malformedPart(
      'has a Content-Disposition that is not plain: name files without quotes and backslashes',
    );
  }
  const name = parameters.get('name') ?? '';
  if (!NAME.test(name)) {
    throw malformedPart('does not name its field plainly');
  }
  return {
    name,
    isFile: parameters.has('filename') || parameters.has('filename*'),
  };
}

function malformedPart(problem: string): Error {
  return badRequest(`The multipart body is malformed: a part ${problem}.`);
}
