// What the engine is asked where the SDK's client is no package of ours. It takes its root key with any signature.
import {clientConfig} from '../../operate/engine-clients.ts';

type Place = {readonly endpoint: string; readonly region: string};

const authorization = ({endpoint, region}: Place, service: string): string => {
  const {accessKeyId} = clientConfig({endpoint, region}).credentials;
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261122/${region}/${service}/aws4_request, SignedHeaders=host, Signature=0`;
};

const textOf = async (answer: Response, what: string): Promise<string> => {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`expected the engine to answer ${what}, got ${answer.status}: ${text}`);
  return text;
};

/** AWS's query protocol; answers XML. */
export const query = async (
  place: Place,
  service: string,
  Version: string,
  parameters: Readonly<Record<string, string>>,
): Promise<string> =>
  textOf(
    await fetch(place.endpoint, {
      method: 'POST',
      headers: {Authorization: authorization(place, service)},
      body: new URLSearchParams({Version, ...parameters}),
    }),
    `${service} ${parameters['Action']}`,
  );

/** AWS's JSON protocol; answers JSON. */
export const jsonQuery = async (place: Place, service: string, target: string, body: object): Promise<string> =>
  textOf(
    await fetch(place.endpoint, {
      method: 'POST',
      headers: {
        Authorization: authorization(place, service),
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': target,
      },
      body: JSON.stringify(body),
    }),
    `${service} ${target}`,
  );
