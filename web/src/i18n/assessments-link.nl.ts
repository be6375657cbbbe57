export const assessmentsLinkNl = {
  title: 'Risico en ethiek',
  lead: 'Hoeveel zorg vragen deze gegevens, en wat weegt zwaarder dan wat?',
  open: 'Naar risico en ethiek',
};
