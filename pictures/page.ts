// The six as one page of text, for who reads without pictures, and what is in none of them.

import type {Coverage} from './coverage.ts';
import {type Diagram, fileOf, inWords} from './diagram.ts';

const chapter = (diagram: Diagram): string => `## ${diagram.title}

${diagram.about}

![${diagram.title}](${fileOf(diagram)})

<details><summary>Its arrows in words</summary>

${inWords(diagram)
  .map((words) => `- ${words}`)
  .join('\n')}

</details>`;

const rowOf = ({type, reason, ids}: Coverage['inNone'][number]): string =>
  `| \`${type}\` | ${ids.length} | ${reason} |`;

export const page = (
  diagrams: readonly Diagram[],
  {inNone}: Coverage,
): string => `<!-- GENERATED from the templates by \`npm run pictures\`: edit pictures/, never this file. -->

# The six pictures

Every arrow is derived from the templates: a grant of a role, a route, a mapping, a subscription, a policy, an origin. One that is
not in the templates cannot be drawn. Only the people are not in them.

${diagrams.map(chapter).join('\n\n')}

## In none of them

| kind | parts | because |
|---|---|---|
${inNone.map(rowOf).join('\n')}
`;
