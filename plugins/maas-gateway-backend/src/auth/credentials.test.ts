import { readCredential } from './credentials';

describe('readCredential', () => {
  it.each([
    [{ authorization: 'Bearer key' }],
    [{ authorization: 'bEARER \t key ' }],
    [{ authorization: 'APIKEY key' }],
    [{ authorization: 'ApiKey key' }],
    [{ 'x-api-key': ' key ' }],
    [{ 'api-key': 'key' }],
    [{ authorization: 'Bearer key', 'x-api-key': 'key', 'api-key': 'key' }],
    [{ authorization: 'Basic dXNlcjpwYXNz', 'x-api-key': 'key' }],
    [{ authorization: 'Bearer', 'x-api-key': 'key' }],
  ])('reads %j', headers => {
    expect(readCredential(headers)).toBe('key');
  });

  it.each([
    [{}],
    [{ authorization: '' }],
    [{ authorization: 'key' }],
    [{ authorization: 'Bearer' }],
    [{ authorization: 'Bearer ' }],
    [{ authorization: 'Basic key' }],
    [{ authorization: 'XBearer key' }],
    [{ 'x-api-key': '' }],
    [{ authorization: 'Bearer key', 'x-api-key': 'other' }],
    [{ 'x-api-key': 'key', 'api-key': 'other' }],
    [{ 'x-api-key': ['key', 'other'] }],
  ])('finds none in %j', headers => {
    expect(readCredential(headers)).toBeUndefined();
  });
});
