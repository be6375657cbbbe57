import type { dataErrorsNl } from './data-errors.nl.ts';

export const dataErrorsEn = {
  'audit.too-many':
    'These are {n} events. A file has at most {most}. Choose a shorter period or one edition.',
  'audit.privacy-officer-only': 'Only a privacy officer can see the log.',
  'catalogue.data-set-unknown': 'We do not know this data set.',
  'catalogue.contract-invalid': 'The data contract is not valid yet. Below you see what has to change.',
  'catalogue.contract-version-exists':
    'This version of the contract exists already. Give it a higher version.',
  'catalogue.not-owner': 'This data set belongs to another organisation.',
  'catalogue.role-may-not-register': 'Only a data engineer or a data steward can register this.',
  'catalogue.areas-unknown': 'No neighbourhoods are registered for this year.',
  'catalogue.areas-invalid':
    'These areas cannot be registered. The file must be GeoJSON with CBS codes. Below you see what has to change.',
  'deliveries.unknown': 'We do not know this delivery.',
  'deliveries.not-owner': 'Only the organisation that owns the data set can do this.',
  'deliveries.role-may-not-deliver': 'Only a data steward or a data engineer can deliver.',
  'deliveries.step-not-open': 'You can deliver from step 3, Share.',
  'deliveries.data-set-not-agreed': 'This data set was not agreed for this edition.',
  'deliveries.already-running':
    'A delivery of this data set is running already. Wait for it, or stop it first.',
  'deliveries.has-identities':
    'This file holds names or numbers of people. Nothing was kept. First make a delivery of it on your own computer.',
  'deliveries.not-a-delivery': 'This file is not a delivery. Make it with the command on this page.',
  'deliveries.other-data-set':
    'This delivery was made with the contract {made}, but this data set expects {agreed}. Upload it to its own data set.',
  'deliveries.other-edition': 'This delivery was made for another edition. Make it again for this one.',
  'deliveries.other-contract-version':
    'This delivery was made with version {made} of the contract, but version {agreed} was agreed. Download the contract and make the delivery again.',
  'deliveries.other-key': 'This delivery was made with another key. Ask for a new key code.',
  'deliveries.no-fingerprint':
    'This delivery does not say with which key it was made: an earlier version of Datalab made it. Make the delivery again with this version.',
  'deliveries.other-fingerprint':
    'This delivery was made with another key (fingerprint {made}) than the key of this edition (fingerprint {recorded}), though both are called version {version}. Its persons could not be linked to those of other organisations, so nothing was stored. Ask for a new command on this page and make the delivery again. If this happens again, ask the keyholder why it gives different keys.',
  'deliveries.keyholder-changed':
    'The keyholder now has another key for this edition (fingerprint {found}) than the one recorded as version {version} (fingerprint {recorded}). Nothing was stored. Ask the keyholder to restore the key from a copy. If there is no copy, the keyholder destroys keys until it makes a version higher than {version}. Then every organisation delivers again.',
  'deliveries.same-file':
    'Exactly this delivery was stored before, as version {version}. Make the delivery again from your file, so that it is clear which one is the newest.',
  'deliveries.no-file': 'No file was sent.',
  'deliveries.no-rows-accepted':
    'None of {read|# row|# rows} matched the contract. Nothing was stored. See below what was wrong.',
  'deliveries.no-rows-accepted-about':
    'None of about {read|# row|# rows} matched the contract. Nothing was stored. See below what was wrong.',
  'deliveries.finished': 'This delivery is finished already.',
  'deliveries.withdrawn': 'The organisation has stepped out. Its data and this report left with it.',
  'deliveries.report-not-yours': 'The rows of this report are only for the owner of the data set.',
  'deliveries.keyholder-unreachable': 'The keyholder cannot be reached. Try again later.',
  'deliveries.failed': 'The delivery failed. Nothing was stored. Try again.',
  'deliveries.server-died':
    'The server stopped twice while it was reading this file, so the delivery was stopped. Check that the file is right and not much larger than you expect, and deliver it again. Or ask the operator for help.',
  'file.empty': 'This file is empty. Export the data again, and check that the export was finished.',
  'file.no-rows':
    'This file holds only column names, no rows. Export the data again, and check that the export was finished.',
  'file.wrong-type': 'We cannot read this kind of file. Use CSV, Excel or Parquet.',
  'file.not-a-table':
    'This file cannot be read: it is damaged, was not copied completely, or has a password. Export it again.',
  'file.has-password':
    'This file is protected with a password. Open it in Excel, save it without a password and deliver it again.',
  'file.old-excel':
    'This is an old Excel file (.xls). Open it in Excel, save it as an Excel workbook (.xlsx) and deliver that.',
  'file.too-much-inside':
    'This workbook holds more than we can read safely. Save the sheet with the data as CSV UTF-8 and deliver that.',
  'file.wrong-encoding':
    'The characters in this file cannot be read. Save it as UTF-8; in Excel this is called CSV UTF-8.',
  'file.wrong-delimiter':
    'The columns in this file are separated by “{actual}”, which was not agreed. Export it with the agreed separator.',
  'columns.missing':
    'These columns of the contract are missing: {columns}. Put the names of the columns in the first line, written as in the contract.',
  'columns.unknown': 'These columns were not agreed: {columns}. Remove them from the file and deliver again.',
  'columns.duplicate': 'These columns appear more than once: {columns}. Keep one column of each name.',
  'columns.person-numbers':
    'We found {count|# person number|# person numbers} where the contract expects none, in: {columns}. Remove the numbers from the file and deliver again. If the data set is about people, the contract must say which column holds the person number.',
  'processing.privacy-officer-only': 'Only a privacy officer sees this.',
  'processing.not-written-yet':
    'The persons of a new delivery are still being written down. Try again in a minute.',
  'incidents.unknown': 'This breach is not there, or not for you.',
  'incidents.not-in-edition': 'Your organisation does not take part in this edition.',
  'incidents.privacy-officer-only': 'Only a privacy officer sees this.',
  'incidents.other-organisation': 'Another organisation leads this and decides.',
  'incidents.closed': 'This is closed and does not change any more.',
  'incidents.undecided': 'Decide first on the risk, the authority and the people themselves.',
  'incidents.outcome-wrong': 'This answer does not belong to this question.',
  'incidents.risk-says-otherwise':
    'There is a risk, so the authority must know. Decide on the risk again first if it is unlikely.',
  'incidents.in-the-future': 'This moment is still to come. Fill in a moment that has passed.',
  'incidents.period-reversed': 'The end lies before the beginning. Swap the dates.',
} satisfies Record<keyof typeof dataErrorsNl, string>;
