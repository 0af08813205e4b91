import { badRequest } from '../protocol/requestBody';
import { readParameters } from './parameters';

/** As RFC 2046 has it. */
const BOUNDARY = /^[\w'()+,./:=? -]{0,69}[\w'()+,./:=?-]$/;

/**
 * The boundary that a request's Content-Type names.
 *
 * @throws GatewayError 400 where it is not `multipart/form-data` in UTF-8
 *   with one
 * @internal
 */
export function readBoundary(contentType = ''): string {
  const [type] = /^multipart\/form-data(?![\w-])/i.exec(contentType) ?? [];
  if (type === undefined) {
    throw badRequest('Send the file as multipart/form-data.');
  }
  const parameters = readParameters(contentType.slice(type.length));
  const charset = parameters?.get('charset') ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset)) {
    // Servers read all fields by it: the model's name might be another one then.
    throw badRequest('Send the fields of the form in UTF-8.');
  }
  const boundary = parameters?.get('boundary');
  if (boundary === undefined || !BOUNDARY.test(boundary)) {
    throw badRequest(
      'The Content-Type names no boundary. Let your HTTP client set this header itself.',
    );
  }
  return boundary;
}
