import {promisify} from 'node:util';
import {brotliCompress, constants, gzip} from 'node:zlib';
import type {Encoding} from './distribution.ts';
import type {Answer} from './origin.ts';

// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html
const contentTypes: ReadonlySet<string> = new Set(
  `application/dash+xml application/eot application/font application/font-sfnt application/javascript application/json
  application/opentype application/otf application/pdf application/pkcs7-mime application/protobuf application/rss+xml
  application/truetype application/ttf application/vnd.apple.mpegurl application/vnd.mapbox-vector-tile
  application/vnd.ms-fontobject application/wasm application/xhtml+xml application/xml application/x-font-opentype
  application/x-font-truetype application/x-font-ttf application/x-httpd-cgi application/x-javascript
  application/x-mpegurl application/x-opentype application/x-otf application/x-perl application/x-ttf font/eot
  font/opentype font/otf font/ttf image/svg+xml text/css text/csv text/html text/javascript text/js text/plain
  text/richtext text/tab-separated-values text/xml text/x-component text/x-java-source text/x-script
  vnd.apple.mpegurl`.split(/\s+/),
);
const statuses: readonly number[] = [200, 403, 404];
const [minBytes, maxBytes] = [1_000, 10_000_000];

const compressors: Readonly<Record<Encoding, (body: Buffer) => Promise<Buffer>>> = {
  br: (body) => promisify(brotliCompress)(body, {params: {[constants.BROTLI_PARAM_QUALITY]: 5}}),
  gzip: (body) => promisify(gzip)(body),
};

const isCompressible = ({status, headers, body}: Answer): boolean =>
  statuses.includes(status) &&
  headers['content-encoding'] === undefined &&
  contentTypes.has(headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '') &&
  body.length >= minBytes &&
  body.length <= maxBytes;

/** The answer with its body in the first of the encodings, unless CloudFront would leave it as it is. */
export const compressed = async (answer: Answer, [encoding]: readonly Encoding[]): Promise<Answer> =>
  encoding && isCompressible(answer) ? {...answer, body: await compressors[encoding](answer.body), encoding} : answer;

const weakened = (etag: string): string | undefined => {
  if (etag.startsWith('W/')) return etag;
  return etag.startsWith('"') ? `W/${etag}` : undefined;
};

/** The headers of a compressed answer as the viewer gets them: encoding and weak ETag named. */
export const compressedHeaders = ({headers, encoding}: Answer): Answer['headers'] => {
  if (!encoding) return headers;
  const {etag, vary, 'accept-ranges': _, ...others} = headers;
  const weakEtag = etag && weakened(etag);
  return {
    ...others,
    ...(weakEtag && {etag: weakEtag}),
    vary: vary ? `${vary}, Accept-Encoding` : 'Accept-Encoding',
    'content-encoding': encoding,
  };
};
