// Where the regions of AWS are, roughly: enough to say which of a blog's regions is nearest to a reader's edge location.

/** Region → latitude and longitude in degrees. https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const places = {
  'af-south-1': [-34, 18],
  'ap-east-1': [22, 114],
  'ap-east-2': [25, 121],
  'ap-northeast-1': [36, 140],
  'ap-northeast-2': [37, 127],
  'ap-northeast-3': [35, 136],
  'ap-south-1': [19, 73],
  'ap-south-2': [17, 78],
  'ap-southeast-1': [1, 104],
  'ap-southeast-2': [-34, 151],
  'ap-southeast-3': [-6, 107],
  'ap-southeast-4': [-38, 145],
  'ap-southeast-5': [3, 102],
  'ap-southeast-6': [-37, 175],
  'ap-southeast-7': [14, 101],
  'ca-central-1': [45, -74],
  'ca-west-1': [51, -114],
  'eu-central-1': [50, 9],
  'eu-central-2': [47, 9],
  'eu-north-1': [59, 18],
  'eu-south-1': [45, 9],
  'eu-south-2': [42, -1],
  'eu-west-1': [53, -6],
  'eu-west-2': [52, 0],
  'eu-west-3': [49, 2],
  'il-central-1': [32, 35],
  'me-central-1': [24, 54],
  'me-south-1': [26, 51],
  'mx-central-1': [21, -100],
  'sa-east-1': [-24, -47],
  'us-east-1': [39, -77],
  'us-east-2': [40, -83],
  'us-west-1': [37, -122],
  'us-west-2': [46, -119],
} as const satisfies Readonly<Record<string, readonly [latitude: number, longitude: number]>>;

export type Region = keyof typeof places;

export const knownRegions = Object.keys(places) as readonly Region[];

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** The angle between two places, seen from the middle of the earth: the haversine formula. */
const distance = (from: Region, to: Region): number => {
  const [fromLatitude, fromLongitude] = places[from].map(radians) as [number, number];
  const [toLatitude, toLongitude] = places[to].map(radians) as [number, number];
  const half =
    Math.sin((toLatitude - fromLatitude) / 2) ** 2 +
    Math.cos(fromLatitude) * Math.cos(toLatitude) * Math.sin((toLongitude - fromLongitude) / 2) ** 2;

  return 2 * Math.asin(Math.sqrt(half));
};

/** These regions, the nearest to `from` first. */
export const nearestFirst = (from: Region, regions: readonly Region[]): readonly Region[] =>
  regions.toSorted((a, b) => distance(from, a) - distance(from, b));
