// Templates in, files out: nothing here reads, writes or knows the time.

import {type Blog, blogOf, type Sources} from './blog.ts';
import {type Coverage, coverageOf} from './coverage.ts';
import {type Diagram, diagramOf, fileOf} from './diagram.ts';
import {layOut} from './layout.ts';
import {page} from './page.ts';
import type {PictureOf} from './picture.ts';
import {relationsOf} from './relations.ts';
import {six} from './six.ts';
import {toSvg} from './svg.ts';

export type Drawing = {
  /** Name in docs/ → text. */
  readonly files: ReadonlyMap<string, string>;
  readonly coverage: Coverage;
};

const svgOf = async (diagram: Diagram): Promise<readonly [string, string]> => [
  fileOf(diagram),
  await toSvg(diagram, await layOut(diagram)),
];

export const diagramsOf = (blog: Blog, pictures: readonly PictureOf[] = six): readonly Diagram[] => {
  const scene = {blog, relations: relationsOf(blog)};

  return pictures.map((picture) => diagramOf(scene, picture(scene)));
};

/** @throws UserError if a picture names a part or an arrow that the templates do not make. */
export const draw = async (sources: Sources): Promise<Drawing> => {
  const blog = blogOf(sources);
  const diagrams = diagramsOf(blog);
  const coverage = coverageOf(blog, relationsOf(blog), diagrams);
  const pictures = await Promise.all(diagrams.map(svgOf));

  return {files: new Map([...pictures, ['pictures.md', page(diagrams, coverage)]]), coverage};
};
