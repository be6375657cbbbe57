import type { pageErrorsNl } from './page-errors.nl.ts';

export const pageErrorsEn = {
  'closing.not-in': 'This is for the organisations that take part.',
  'closing.role-may-not': 'Your role allows you to read this, not to add to it.',
  'closing.leader-only': 'Only the facilitator of the organisation that started this edition can do this.',
  'closing.not-asked': 'This question is not yours, or is answered already.',
  'closing.member-unknown': 'This person does not take part in the edition.',
  'closing.evaluator-waits': 'Will you be the evaluator of this edition?',
  'closing.not-open': 'This opens in step 5, when there is something to look back on.',
  'closing.not-complete':
    'Choose an answer for {n|one more statement|# more statements}. “Do not know” is an answer too.',
  'closing.already-evaluated': 'This organisation has evaluated already.',
  'closing.organisation-not-in': 'This organisation does not take part in the edition.',
  'closing.to-itself': 'Choose at least one other organisation that learned from it.',
  'closing.lesson-unknown': 'This lesson is no longer there.',
  'closing.transfer-unknown': 'This is no longer there.',
  'closing.not-author': 'Only the person who wrote this can remove it.',
  'closing.facilitator-only': 'Only a facilitator can start from a template.',
  'closing.template-unknown': 'We do not know this template.',
  'closing.no-file': 'No file was sent.',
  'closing.file-too-large': 'This file is too large. It may be up to {megabytes} MB. Nothing was kept.',
  'closing.file-unreadable':
    'This is not an export of an edition: {where} cannot be read. Ask for the .zip again and do not change it.',
  'closing.file-too-much': 'This file holds more than an export may hold: {where}. Nothing was kept.',
  'closing.file-incomplete': 'The file {where} is missing in this export. Ask for the whole .zip.',
  'closing.file-invalid': 'This export is not valid at {where}. Nothing was kept.',
  'closing.export-too-large':
    'The documents together are larger than {megabytes} MB. First remove documents that are not cited.',
  'closing.file-other-version':
    'This export has version {found}; we read version {known}. Ask for it from a Datalab of the same version.',
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
  'picture.document-unknown': 'This document does not exist, or no longer exists.',
  'picture.finding-unknown': 'This finding does not exist, or no longer exists.',
  'picture.question-unknown': 'This question does not belong to this edition.',
  'picture.page-unknown': 'This document has {pages|# page|# pages}. Choose one of them.',
  'picture.role-may-not-add': 'Your role allows you to read, not to add anything.',
  'picture.organisation-not-in': 'Your organisation does not take part yet. First decide to step in.',
  'picture.contemplation-is-over':
    'The question list is fixed. The factual picture does not change any more.',
  'picture.not-yours': 'This document belongs to another organisation. Ask the facilitator to remove it.',
  'picture.document-is-cited':
    '{n|One finding cites|# findings cite} this document. Remove {n|it|them} first.',
  'picture.already-there': 'This file has already been added, as “{title}”.',
  'picture.no-file': 'No file was sent.',
  'picture.too-large': 'This file is too large. It may be up to {megabytes} MB. Nothing was kept.',
  'picture.wrong-type':
    'We cannot read this kind of file. Use PDF, Word (.docx), Excel (.xlsx), CSV, text or a saved web page (.html).',
  'picture.broken':
    'This file is damaged or not whole. Nothing was kept. Open it, save it again and try once more.',
  'picture.has-password': 'This file has a password. Save it without one.',
  'picture.no-text': 'We find no text in this file. Is it a scan? Then have its text recognised first (OCR).',
  'picture.too-much': 'There is too much in this file. Split it and add the parts one by one.',
  'picture.quote-not-on-page': 'Page {page} does not contain exactly these words. Copy them from the page.',
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
  'canvas.agreed-elsewhere': 'Goals and questions are agreed in step 1 of the edition, not on the canvas.',
  'canvas.note-of-another': 'Somebody else wrote this. Write your own contribution next to it.',
  'canvas.note-unknown': 'This contribution is no longer there.',
  'canvas.version-unknown': 'We do not know this text.',
  'canvas.choice-made': 'Somebody has already chosen between these texts.',
  'canvas.changed-meanwhile': 'The agreed text has just changed. First see what it says now.',
  'analyses.unknown': 'We do not know this analysis.',
  'analyses.evidence-unknown': 'We do not know this evidence.',
  'analyses.question-unknown': 'We do not know this question.',
  'analyses.question-locked': 'The list of questions is fixed.',
  'analyses.question-needs-note': 'Say where the answer can be found, or why the question is dropped.',
  'analyses.question-needs-evidence':
    'A question can only be marked as answered when it has a result. First make an analysis.',
  'analyses.question-dropped': 'This question has been dropped.',
  'analyses.question-already-known': 'The answer to this question is known already.',
  'analyses.goal-unknown': 'We do not know this goal.',
  'analyses.role-may-not-ask': 'Only participants in the edition can ask a question.',
  'analyses.role-may-not-sort': 'Only the facilitator, a participant or an analyst can sort questions.',
  'analyses.role-may-not-analyse': 'Only an analyst of a participating organisation can analyse.',
  'analyses.step-not-open': 'You can analyse from step 4.',
  'analyses.query-invalid': 'This query is not valid yet. Below you see what has to change.',
  'analyses.keys-differ':
    'These data sets were delivered with different keys, so the same person cannot be recognised in them. Ask the owner to deliver again with the newest key: {dataSets}.',
  'analyses.not-askable': '{reason}',
  'analyses.earlier-rules':
    'This result was made under earlier rules, so it cannot be computed again in the same way. Run the analysis again for a new result.',
  'analyses.data-not-landed': 'A data set that you use has not been delivered yet.',
  'releases.role-may-not-see': 'Only the privacy officer of a participating organisation can see this.',
  'releases.role-may-not-propose': 'Only an analyst of a participating organisation proposes a grouping.',
  'releases.role-may-not-decide':
    'Only the privacy officer of a participating organisation decides about this.',
  'releases.own-proposal': 'You proposed this yourself. Somebody else decides about it.',
  'releases.already-decided': 'This has been decided already.',
  'releases.not-approved': 'This grouping is not in use.',
  'releases.cost-not-known': 'Datalab is still computing what this grouping costs. Try again in a minute.',
  'releases.data-set-not-landed': 'This data set has not been delivered yet.',
  'releases.grouping-unknown': 'We do not know this grouping.',
  'releases.grouping-exists':
    'There is already a grouping with these values or with this name. Use that one, or choose other values and another name.',
  'releases.too-many-groupings':
    'Of this data set {most} groupings have been proposed or are in use. That is the limit. Ask the privacy officer to end one.',
  'releases.column-not-groupable': 'No grouping can be made of this column.',
  'releases.value-not-registered': 'One of these values is not in this data set. Choose from the list.',
  'releases.already-askable': 'This can be asked already, without a grouping.',
  'releases.window-outside':
    'Choose a period from {from} up to and including {to}, the last month after the first.',
  'releases.window-too-short': 'A period is at least {months} months long.',
  'checks.damaged':
    'The check of the data set {dataSet} is damaged. So we show nothing from this data set, and nothing wrong was shown. Tell the administrator of Datalab, who can repair it.',
  'checks.version-damaged':
    'A file of the data set {dataSet} is damaged. So we show nothing from this data set, and nothing wrong was shown. Tell the administrator of Datalab, who can put the file back or have the data delivered again.',
  'checks.too-large':
    'There is too much to ask of the data set {dataSet} to check it all. So we show nothing from this data set, and nothing wrong was shown. Ask the organisation that delivers it for a contract with fewer columns or categories, and tell the administrator of Datalab.',
  'analyses.too-heavy':
    'This question needs more memory than the platform has for one question, and was stopped. Choose fewer columns or a shorter period.',
  'analyses.took-too-long': 'This took too long and was stopped. Choose fewer columns or a shorter period.',
  'solutions.figure-unknown': 'A number in the insight belongs to no finding that it is based on.',
  'impact.figure-unknown': 'A number in the verdict does not belong to the measurement.',
  'analyses.figure-unknown': 'A number in the sentence belongs to no result.',
  'analyses.data-withdrawn':
    '{organisation} withdrew the data behind this. That is why it cannot be calculated again.',
  'analyses.rung-needs-reason': 'This is higher than advised. Say why you still want it.',
  'guardrail.question-unknown': 'This question does not exist.',
  'guardrail.data-unknown': 'A chosen data set or column is not part of this edition.',
  'guardrail.check-changed': 'Somebody changed this check meanwhile. Read it again.',
  'guardrail.role-may-not': 'Your role does not fill in this check.',
  'guardrail.not-in': 'Your organisation did not step in.',
  'guardrail.officer-only': 'Only a privacy officer can do this.',
  'guardrail.own-question': 'A privacy officer of another organisation decides about your question.',
  'guardrail.nothing-to-except': 'There is nothing to make an exception to.',
  'guardrail.no-exception': 'There is no exception.',
  'guardrail.no-check': 'First say what this question is for, at “What is it for?”.',
  'guardrail.forbidden': 'The law forbids this. See “What is it for?” at the question.',
  'guardrail.not-here': 'We do not do this here. See “What is it for?” at the question.',
  'guardrail.incomplete': 'Not everything is filled in yet at “What is it for?” of the question.',
  'guardrail.other-data': 'These data are not in the check of the question. Check it again with these data.',
  'assessments.not-in': 'Your organisation does not take part in this edition.',
  'assessments.role-may-not': 'Your role may read this, not change it.',
  'assessments.no-form': 'The rules of the pre-scan are not here yet. Ask an administrator to bring them.',
  'assessments.form-invalid': 'This file is not a form that we can use.',
  'assessments.form-other': 'We do not know the form {urn}. Bring the pre-scan, the DPIA or the IAMA.',
  'assessments.question-unknown': 'The form does not have this question any more.',
  'assessments.answer-not-offered': 'This answer is not among the choices.',
  'assessments.changed-meanwhile':
    'A colleague answered meanwhile. What you chose is still here: check it and send it again.',
  'assessments.no-file': 'No file was sent.',
  'assessments.file-too-large': 'This file is too large. Nothing was kept.',
  'assessments.file-not-json': 'This file is not JSON. Save it as JSON in the tool of the ministry.',
  'assessments.file-unsafe': 'This file is nested too deeply, too long or unsafe. Nothing was kept.',
  'assessments.file-other-form': 'This file is not a DPIA or an IAMA.',
  'assessments.file-unknown': 'This file does not exist, or no longer exists.',
  'assessments.same-principle': 'Choose two different principles.',
  'assessments.review-past': 'Choose a day after today to look at it again.',
  'assessments.record-unknown': 'This does not exist, or no longer exists.',
  'assessments.review-waits': 'Look again at a choice about ethics: its day has passed.',
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
} satisfies Record<keyof typeof pageErrorsNl, string>;
