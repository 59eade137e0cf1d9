import type {RefusalCode} from '../../src/domain/photo-refusals.ts';

type Options = {
  /** Pictures may move. */
  readonly animated?: true;
  /** Takes seconds: left to the long run. */
  readonly long?: true;
};

/** What it is, what has to become of it (nothing if a refusal and thumbnails are both right), and how it is made. */
export type HostileCase = readonly [
  name: string,
  end: 'made' | RefusalCode | undefined,
  make: () => Uint8Array | Promise<Uint8Array>,
  options?: Options,
];

export type HostileFile = Options & {
  readonly name: string;
  readonly end?: 'made' | RefusalCode;
  readonly make: HostileCase[2];
};

export const long = {long: true} as const;
export const moving = {animated: true} as const;

/** As many pixels as are accepted. */
export const most = {widthPx: 7071, heightPx: 7071} as const;
export const photo = {widthPx: 800, heightPx: 600} as const;

export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
