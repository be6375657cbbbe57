import { z } from 'zod';
import { instant, localText, permission, slug, undatedText } from '../../platform/http/common.contract.ts';
import { defineRoute } from '../../platform/http/route.ts';

export const unit = z.enum(['person', 'household', 'address', 'object', 'event', 'area']);
export const accessClass = z.enum(['open', 'shared', 'restricted']);

export const dataSetVersion = z
  .object({
    /** `edition:<slug>` or `organisation:<slug>`. */
    space: z.string(),
    version: z.string(),
    rows: z.int(),
    rejected: z.int(),
    /** Only the people who deliver see the exact numbers; these have two significant digits. */
    rounded: z.boolean(),
    landedAt: instant,
    delivery: z.uuid(),
    contractVersion: z.string(),
    current: z.boolean(),
  })
  .meta({ id: 'DataSetVersion' });

export const dataSetSummary = z
  .object({
    id: slug,
    name: localText,
    purpose: localText.nullable(),
    owner: slug,
    unit,
    accessClass,
    store: z.enum(['ads', 'ods+ads']),
    contractVersion: z.string(),
    /** Keys of coherence this data set carries. */
    keys: z.array(z.enum(['pseudonym', 'month', 'neighbourhood', 'district', 'municipality'])),
    columns: z.int(),
    /** The newest landing in a space the reader may see. */
    newest: dataSetVersion.nullable(),
    editions: z.array(z.object({ slug, title: localText })),
  })
  .meta({ id: 'DataSetSummary' });
export type DataSetSummary = z.infer<typeof dataSetSummary>;

export const dataSetColumn = z
  .object({
    name: z.string(),
    label: localText,
    description: localText.nullable(),
    role: z.string(),
    type: z.string(),
    required: z.boolean(),
    personal: z.boolean(),
    allowed: z.array(z.string()).nullable(),
    /** What is left of it in the shared store: a key, a coarser value, the value itself, or nothing. */
    landsAs: z.enum(['pseudonym', 'key', 'value', 'coarser', 'nothing']),
  })
  .meta({ id: 'DataSetColumn' });

export const dataSet = dataSetSummary
  .omit({ columns: true })
  .extend({
    limitations: localText.nullable(),
    usage: localText.nullable(),
    legalBasis: localText.nullable(),
    retention: z.string().nullable(),
    areaYear: z.int().nullable(),
    columns: z.array(dataSetColumn),
    versions: z.array(dataSetVersion),
    may: z.object({ replaceContract: permission }),
  })
  .meta({ id: 'DataSet' });
export type DataSet = z.infer<typeof dataSet>;

/** What people read of a data set, its columns and its registered values, where the contract has one language. */
export const dataSetWords = z
  .object({
    name: undatedText.optional(),
    purpose: undatedText.optional(),
    limitations: undatedText.optional(),
    usage: undatedText.optional(),
    legalBasis: undatedText.optional(),
    columns: z.record(z.string(), undatedText).default({}),
    descriptions: z.record(z.string(), undatedText).optional(),
    values: z.record(z.string(), z.record(z.string(), undatedText)).default({}),
  })
  .meta({ id: 'DataSetWords' });
export type DataSetWords = z.infer<typeof dataSetWords>;

export const areaLevel = z.enum(['neighbourhood', 'district', 'municipality']);
export type AreaLevel = z.infer<typeof areaLevel>;

export const areaDivision = z
  .object({
    year: z.int(),
    municipalities: z.array(z.object({ code: z.string(), name: z.string() })),
    levels: z.array(areaLevel),
    neighbourhoods: z.int(),
  })
  .meta({ id: 'AreaDivision' });

export type AreaDivision = z.infer<typeof areaDivision>;

const position = z.array(z.number()).min(2).max(3);
export const areaCollection = z
  .object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        properties: z.object({
          code: z.string(),
          name: z.string(),
          level: areaLevel,
          parent: z.string().nullable(),
          inhabitants: z.int().min(0).optional(),
        }),
        geometry: z.discriminatedUnion('type', [
          z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)) }),
          z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position))) }),
        ]),
      }),
    ),
    /** `wgs84` for longitude and latitude, `planar` for metres on a grid such as RD New. */
    coordinates: z.enum(['wgs84', 'planar']),
  })
  .meta({ id: 'AreaCollection' });
export type AreaCollection = z.infer<typeof areaCollection>;

export const catalogueErrors = [
  'catalogue.contract-invalid',
  'catalogue.contract-version-exists',
  'catalogue.not-owner',
  'catalogue.role-may-not-register',
  'catalogue.data-set-unknown',
  'catalogue.areas-invalid',
  'catalogue.areas-unknown',
] as const;
export type CatalogueError = (typeof catalogueErrors)[number];
declare module '../../platform/http/route.ts' {
  interface ErrorCodes {
    catalogue: (typeof catalogueErrors)[number];
  }
}

const dataSetParams = z.object({ dataSet: slug });

export const catalogueRoutes = {
  listDataSets: defineRoute({
    method: 'get',
    path: '/data-sets',
    operationId: 'listDataSets',
    summary: 'All data sets: what there is, whose it is, how fresh',
    query: z.object({ search: z.string().max(100).optional(), owner: slug.optional() }),
    response: z.array(dataSetSummary),
    status: 200,
    errors: [],
  }),
  getDataSet: defineRoute({
    method: 'get',
    path: '/data-sets/{dataSet}',
    operationId: 'getDataSet',
    summary: 'One data set: columns, contract, versions',
    params: dataSetParams,
    response: dataSet,
    status: 200,
    errors: ['catalogue.data-set-unknown'],
  }),
  registerDataSet: defineRoute({
    method: 'post',
    path: '/data-sets',
    operationId: 'registerDataSet',
    summary: 'Register a data contract: a new data set, or a new version of its contract',
    body: z.object({ contract: z.string().min(1).max(200_000), words: dataSetWords.optional() }),
    response: dataSet,
    status: 201,
    errors: [
      'catalogue.contract-invalid',
      'catalogue.contract-version-exists',
      'catalogue.not-owner',
      'catalogue.role-may-not-register',
    ],
  }),
  getContract: defineRoute({
    method: 'get',
    path: '/data-sets/{dataSet}/contract',
    operationId: 'getContract',
    summary: 'The data contract as it was registered (ODCS, YAML)',
    params: dataSetParams,
    response: z.object({ contract: z.string(), version: z.string() }),
    status: 200,
    errors: ['catalogue.data-set-unknown'],
  }),
  listAreaDivisions: defineRoute({
    method: 'get',
    path: '/area-divisions',
    operationId: 'listAreaDivisions',
    summary: 'The area divisions there are, by reference year',
    response: z.array(areaDivision),
    status: 200,
    errors: [],
  }),
  getAreas: defineRoute({
    method: 'get',
    path: '/area-divisions/{year}',
    operationId: 'getAreas',
    summary: 'The areas of one year at one level, to draw',
    params: z.object({ year: z.coerce.number().int().min(1900).max(2100) }),
    query: z.object({ level: areaLevel.default('neighbourhood') }),
    response: areaCollection,
    status: 200,
    errors: ['catalogue.areas-unknown'],
  }),
  registerAreas: defineRoute({
    method: 'post',
    path: '/area-divisions/{year}',
    operationId: 'registerAreas',
    summary: 'Register the areas of a year (GeoJSON with CBS codes)',
    params: z.object({ year: z.coerce.number().int().min(1900).max(2100) }),
    maxBodyBytes: 60_000_000,
    body: z.object({ geojson: z.record(z.string(), z.unknown()) }),
    response: areaDivision,
    status: 201,
    errors: ['catalogue.areas-invalid', 'catalogue.role-may-not-register'],
  }),
} as const;
