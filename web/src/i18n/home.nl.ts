export const homeNl = {
  title: 'Goedendag, {name}',
  leadWaiting: '{n|Er wacht één ding op jou.|Er wachten # dingen op jou.}',
  leadFree: 'Er wacht niets op jou.',
  waiting: 'Wacht op jou',
  waitingNone: 'Niets. Kijk gerust hoe het met je edities staat.',
  go: 'Ga erheen',
  editions: 'Mijn edities',
  editionsNone: 'Je doet nog aan geen editie mee.',
  allEditions: 'Alle edities',
  changed: 'Net gevonden',
  changedNone: 'Nog geen bevindingen.',
  changedBy: '{title} · {ago}',
} as const;
