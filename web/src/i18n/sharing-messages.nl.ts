export const sharingMessagesNl = {
  'sharing.no-agreement':
    'Er is nog geen overeenkomst. Zonder overeenkomst komt er niets binnen en wordt er niets gevraagd.',
  'sharing.stopped': '{organisation} heeft het delen stopgezet: {reason}',
  'sharing.ended': 'De overeenkomst liep tot {date}. Er komt niets meer binnen.',
  'sharing.not-in-agreement': 'De dataset {dataSet} staat niet in de overeenkomst.',
  'sharing.agreement-changed': 'De overeenkomst is veranderd terwijl deze levering liep. Lever opnieuw.',
  'sharing.review-due':
    'De overeenkomst moest voor {date} opnieuw bekeken zijn. Vraag de privacy officers om advies.',
  'sharing.too-often': 'Van {dataSet} is er al geleverd zo vaak als is afgesproken.',
  'sharing.not-in': 'Dit is voor de organisaties die meedoen.',
  'sharing.outside-period': 'Er staan rijen in over andere maanden dan {from} tot en met {to}.',
  'sharing.too-many-rows': 'Er is afgesproken dat er hooguit {max} rijen komen.',
  'sharing.too-many-persons': 'Er is afgesproken dat het om hooguit {max} personen gaat.',
  'sharing.area-too-small': '{n|# gebied heeft|# gebieden hebben} minder dan {min} inwoners. Lever die niet.',
};
