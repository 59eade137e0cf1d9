// Reads in several regions: the nearest answers, and the next if it does not.

import {apiOf, behaviorsOf, codeOf, eachBehavior, eachOrigin, originsOf} from './view/distribution.ts';
import {at, number, same, sameNames, text} from './view/values.ts';
import {bodiesIn, type Rule, regionsOf, type View} from './view/view.ts';

const idOf = (origin: unknown): string => text(at(origin, 'Id'));
const isOfReads = (origin: unknown): boolean => idOf(origin).startsWith('reads-');
const picksRegion = (code: string): boolean => code.includes('cf.edgeLocation.region');

const eachOfReads = (holds: (origin: unknown, view: View) => boolean) =>
  eachOrigin((origin, view) => !isOfReads(origin) || holds(origin, view));

const originNamed = (view: View, id: string): unknown => originsOf(view).find((origin) => idOf(origin) === id);

const isSpare = (origin: unknown): boolean => idOf(origin).startsWith('spare-');
const regionIn = (origin: unknown): string => idOf(origin).replace(/^(reads|spare)-/, '');

export const regionRules: readonly Rule[] = [
  {
    id: 'REGION-01',
    sentence: 'with several regions the reads of the API go to the nearest one, and nothing else does',
    check: eachBehavior(
      ({pattern, viewerRequest}, view) =>
        picksRegion(codeOf(viewerRequest)) === (pattern === '/api/*' && regionsOf(view).length > 1),
    ),
  },
  {
    id: 'REGION-02',
    sentence: 'the code that picks a region names every origin of reads, and none that does not exist',
    of: 'home',
    check: (view) => {
      const codes = behaviorsOf(view).map(({viewerRequest}) => codeOf(viewerRequest));
      const named = codes.flatMap((code) =>
        [...code.matchAll(/['"]((?:reads|spare)-[\w-]+)['"]/g)].map(([, id]) => id ?? ''),
      );
      const there = originsOf(view).filter((origin) => isOfReads(origin) || isSpare(origin));

      return sameNames(named, there.map(idOf)) ? [] : ['CacheBehaviors'];
    },
  },
  {
    id: 'REGION-03',
    sentence: 'where the tables are there is an origin of reads, if they are in several regions',
    of: 'home',
    check: (view) => {
      const regions = regionsOf(view).length > 1 ? regionsOf(view) : [];

      return sameNames(
        regions.map((region) => `reads-${region}`),
        originsOf(view).filter(isOfReads).map(idOf),
      )
        ? []
        : ['Origins'];
    },
  },
  {
    id: 'REGION-04',
    sentence: 'an origin of reads that does not answer is given up at once, after two seconds',
    check: eachOfReads(
      (origin) =>
        at(origin, 'ConnectionAttempts') === 1 &&
        number(at(origin, 'ConnectionTimeout')) <= 2 &&
        number(at(origin, 'CustomOriginConfig.OriginReadTimeout')) <= 2,
    ),
  },
  {
    id: 'REGION-05',
    sentence: 'a region is read at its own address, and at home as long as it has told none',
    check: eachOrigin((origin, view) => {
      const region = regionIn(origin);
      const name = region.replaceAll(/(?:^|-)(\w)/g, (_, first: string) => first.toUpperCase());
      const domainName = at(origin, 'DomainName');
      const atHome = at(originNamed(view, 'api'), 'DomainName');

      return (
        !(isOfReads(origin) || isSpare(origin)) ||
        (apiOf(view, origin) !== undefined &&
          same(
            domainName,
            region === regionsOf(view)[0]
              ? atHome
              : {'Fn::If': [`${name}IsDeployed`, {Ref: `${name}ApiDomainName`}, atHome]},
          ))
      );
    }),
  },
  {
    id: 'REGION-06',
    sentence: 'only a GET or HEAD goes elsewhere, in a group that fails over when a region does',
    check: eachBehavior(({viewerRequest}) => {
      const code = codeOf(viewerRequest);

      return (
        !picksRegion(code) ||
        (code.startsWith("import cf from 'cloudfront';\n") &&
          code.includes("if (request.method === 'GET' || request.method === 'HEAD') {") &&
          code.includes('cf.createRequestOriginGroup({') &&
          code.includes('failoverCriteria: {statusCodes: [500, 502, 503, 504]}'))
      );
    }),
  },
  {
    id: 'REGION-07',
    sentence: 'a region that does not answer is followed by home, and home by the spare; who comes last is waited for',
    of: 'home',
    check: (view) => {
      const [homeRegion] = regionsOf(view);
      const spares = originsOf(view).filter(isSpare).map(idOf);
      const pairs = behaviorsOf(view).flatMap(({viewerRequest}) =>
        [...codeOf(viewerRequest).matchAll(/: \[(['"]reads-[^\]]*)\]/g)].map(([, pair = '']) =>
          pair.split(',').map((id) => id.trim().replaceAll(/['"]/g, '')),
        ),
      );
      const wrong = pairs.filter(
        ([first, last, ...others]) =>
          others.length > 0 || last !== (first === `reads-${homeRegion}` ? spares[0] : 'api') || last === undefined,
      );
      const hurried = originsOf(view).filter(
        (origin) =>
          ['api', ...spares].includes(idOf(origin)) &&
          ['ConnectionAttempts', 'ConnectionTimeout', 'CustomOriginConfig.OriginReadTimeout'].some(
            (setting) => at(origin, setting) !== undefined,
          ),
      );

      return [
        ...wrong.map(([first]) => `origin ${first}`),
        ...hurried.map((origin) => `origin ${idOf(origin)}`),
        ...spares.slice(1),
        ...originsOf(view).flatMap((origin) =>
          isSpare(origin) && regionIn(origin) === homeRegion ? idOf(origin) : [],
        ),
      ];
    },
  },
  {
    id: 'REGION-08',
    sentence: 'there is a template for other regions if, and only if, there are any',
    of: 'home',
    check: (view) =>
      (view.documents.replica !== undefined) === regionsOf(view).length > 1 ? [] : ['template.replica.yaml'],
  },
  {
    id: 'REGION-09',
    sentence: 'the API has one stage name everywhere: the distribution asks every region by the same path',
    of: 'replica',
    check: (view) => {
      const stages = (['home', 'replica'] as const).map((stack) =>
        bodiesIn(view, stack, 'AWS::Serverless::Api').map((api) => at(api, 'Properties.StageName')),
      );

      return same(stages[0], stages[1]) && stages[1]?.length === 1 ? [] : ['AWS::Serverless::Api'];
    },
  },
  {
    id: 'REGION-10',
    sentence: 'functions are set everywhere as they are at home',
    of: 'replica',
    check: ({documents}) => (same(at(documents.replica, 'Globals'), at(documents.home, 'Globals')) ? [] : ['Globals']),
  },
];
