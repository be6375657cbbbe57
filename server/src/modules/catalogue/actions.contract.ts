/** What this module tells the log. */
export const catalogueActions = ['catalogue.areas-registered', 'catalogue.contract-registered'] as const;
export type CatalogueAction = (typeof catalogueActions)[number];
